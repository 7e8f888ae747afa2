/**
 * Listens to the desk while the page is visible, and shows in #connection whether it does. `onTrace` gets summaries,
 * `onStatus` the counts, `onAbsent` why the one trace asked for is not there, `onWorkbook` the learner's state; `onOpen`
 * runs after each (re)connection, because changes may have been missed.
 */
export function watchDesk(url, { onTrace, onStatus, onOpen, onAbsent, onWorkbook }) {
  const connection = document.getElementById('connection');
  const show = (state, text) => {
    if (connection.dataset.state === state) return;
    connection.dataset.state = state;
    connection.textContent = text;
  };
  const on = (name, react) => source.addEventListener(name, (event) => react(JSON.parse(event.data)));
  let source = null;
  const open = () => {
    source = new EventSource(url);
    source.addEventListener('open', () => {
      show('live', 'Live');
      onOpen?.();
    });
    source.addEventListener('error', () => show('lost', 'The desk does not answer, trying again'));
    const reactions = { trace: onTrace, status: onStatus, absent: onAbsent, workbook: onWorkbook };
    for (const [name, react] of Object.entries(reactions)) if (react) on(name, react);
  };
  // A browser allows six connections to one address: a page in the background gives its own back.
  const follow = () => {
    source?.close();
    if (document.hidden) show('paused', 'Paused');
    else open();
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
