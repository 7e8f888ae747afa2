import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

/** Says why the list of chapters is not complete: no command can be run here, or it failed. */
export function showTrouble(place, { mode, chapters, problem }) {
  drawWhenChanged(place, { mode, count: chapters.length, problem }, () => {
    if (mode === 'read-only') return readOnly();
    if (problem === null) return chapters.length === 0 ? paragraph('There are no chapters here yet.') : null;
    return createElement(
      'div',
      { class: 'notice notice-bad' },
      createElement('h2', {}, 'The list of chapters cannot be had'),
      ...problem.lines.map(paragraph),
      ...problem.next.map((command) => createElement('p', {}, createElement('code', {}, command))),
    );
  });
}

function readOnly() {
  return createElement(
    'p',
    { class: 'notice' },
    'Your progress is not shown: this page comes from a container, which neither sees what you save nor may change it. In a terminal: ',
    createElement('code', {}, 'npx lab list'),
  );
}

function paragraph(text) {
  return createElement('p', {}, text);
}
