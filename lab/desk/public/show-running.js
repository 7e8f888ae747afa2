import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

const WORDS = {
  start: 'Putting the exercise in its place',
  check: 'Checking',
  hint: 'Getting the hint',
  answer: 'Judging the answer',
  solve: 'Putting the original back',
  reset: 'Putting the exercise back',
};
const LINES = 3;
let timer;

/** Shows the command that runs: for how long, and what it says meanwhile. */
export function showRunning(place, { running, waiting }, number) {
  clearInterval(timer);
  drawWhenChanged(place, { running, waiting }, () => {
    if (running === null) return null;
    const { action, number: of, lines } = running;
    return createElement(
      'div',
      { class: 'running' },
      createElement(
        'p',
        { class: 'running-head' },
        `${WORDS[action]}${of === number ? '' : ` (chapter ${of})`}`,
        createElement('span', { class: 'seconds' }),
      ),
      createElement('div', { class: 'running-bar' }),
      ...lines.slice(-LINES).map((line) => createElement('p', { class: 'running-line' }, line)),
      waiting.length > 0
        ? createElement(
            'p',
            { class: 'running-line' },
            `then: ${waiting.map((wish) => wish.action).join(', ')}`,
          )
        : null,
    );
  });
  if (running === null) return;
  const tick = () => {
    const seconds = place.querySelector('.seconds');
    if (seconds)
      seconds.textContent = `${Math.max(0, Math.round((Date.now() - running.startedMs) / 1000))} s`;
  };
  tick();
  timer = setInterval(tick, 1000);
}
