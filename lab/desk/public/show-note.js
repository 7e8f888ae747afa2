import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

/** Shows what a command has said besides a verdict: a question to be answered by yes, why it failed, or the differences. */
export function showNote(place, { note, refusal, act }) {
  drawWhenChanged(
    place,
    { note, refusal },
    () => {
      if (refusal !== null) return createElement('div', { class: 'notice notice-bad' }, paragraph(refusal));
      if (note === undefined) return null;
      if (note.asks) return askFirst(note, act);
      const words = note.ok ? [] : [...note.lines.map(paragraph), ...note.next.map(command)];
      const diffs = note.diffs.filter((diff) => diff !== '').map(drawDiff);
      if (words.length + diffs.length === 0) return null;
      return createElement(
        'div',
        { class: note.ok ? 'notice' : 'notice notice-bad' },
        ...words,
        diffs.length > 0 ? createElement('h3', {}, 'From yours to the original') : null,
        ...diffs,
      );
    },
    document.getElementById('workbench-title'),
  );
}

function askFirst({ action, lines }, act) {
  const yes = createElement(
    'button',
    { type: 'button', class: 'primary', 'data-key': action },
    `Yes, ${action}`,
  );
  yes.addEventListener('click', () => act(action, { yes: true }));
  return createElement(
    'div',
    { class: 'notice', role: 'group', 'aria-label': `${action}?` },
    ...lines.map(paragraph),
    yes,
  );
}

function drawDiff(diff) {
  const lines = diff
    .split('\n')
    .map((line) => createElement('span', { class: `diff-${kindOf(line)}` }, `${line}\n`));
  return createElement(
    'pre',
    { class: 'diff', tabindex: 0, role: 'group', 'aria-label': 'Difference' },
    ...lines,
  );
}

function kindOf(line) {
  if (line.startsWith('+++') || line.startsWith('---') || line.startsWith('@@')) return 'head';
  if (line.startsWith('+')) return 'added';
  return line.startsWith('-') ? 'removed' : 'same';
}

function paragraph(text) {
  return createElement('p', {}, text);
}

function command(text) {
  return createElement('p', {}, createElement('code', {}, text));
}
