import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

const STATES = {
  // What every line says is noise.
  open: null,
  begun: { text: 'begun', badge: 'badge' },
  active: { text: 'in progress', badge: 'badge badge-warn' },
  done: { text: '✓ done', badge: 'badge badge-good' },
  unknown: null,
};

/** Shows the chapters as a list, and above it how far the learner is and what comes next. */
export function showChapters(list, progress, { chapters, mode }) {
  drawWhenChanged(list, chapters, () => chapters.map(drawChapter));
  drawWhenChanged(progress, { chapters, mode }, () =>
    mode === 'read-only' || chapters.every(({ state }) => state === 'unknown')
      ? null
      : drawProgress(chapters),
  );
}

function drawChapter(chapter) {
  const { number, title, done, problem } = chapter;
  return createElement(
    'li',
    { class: `chapter-line ${done ? 'chapter-done' : ''}`, 'data-state': chapter.state },
    createElement('span', { class: 'chapter-number', 'aria-hidden': 'true' }, number),
    createElement(
      'div',
      { class: 'chapter-title' },
      createElement('a', { href: `/chapters/${number}`, 'data-key': number }, title),
      problem === null ? null : createElement('p', { class: 'chapter-problem' }, problem),
    ),
    createElement('span', { class: 'chapter-size' }, size(chapter)),
    stateBadge(chapter),
  );
}

function size({ minutes, needs, engines }) {
  const where = engines ? `engine ${engines.join(' or ')}` : needs === 'full' ? 'full stack' : null;
  return [minutes === null ? null : `${minutes} min`, where].filter(Boolean).join(' · ');
}

function stateBadge({ state, done }) {
  const shown = STATES[done ? 'done' : state];
  return shown ? createElement('span', { class: shown.badge }, shown.text) : createElement('span');
}

function drawProgress(chapters) {
  const done = chapters.filter((chapter) => chapter.done);
  const open = chapters.filter((chapter) => !chapter.done);
  const minutes = open.reduce((sum, chapter) => sum + (chapter.minutes ?? 0), 0);
  const next = chapters.find(({ state, done: isDone }) => state === 'active' && !isDone) ?? open[0];
  return [
    createElement(
      'div',
      { class: 'meter', 'aria-hidden': 'true' },
      ...chapters.map((chapter) =>
        createElement('span', {
          class: chapter.done ? 'done' : chapter.state === 'active' ? 'active' : null,
        }),
      ),
    ),
    createElement(
      'p',
      { class: 'so-far' },
      `${done.length} of ${chapters.length} chapters done`,
      open.length === 0 ? '.' : `, about ${hours(minutes)} to go.`,
    ),
    next ? drawNext(next, done.length === 0) : null,
  ];
}

function drawNext({ number, title, state }, isFirst) {
  const word = state === 'active' || state === 'begun' ? 'Go on with' : isFirst ? 'Begin with' : 'Next:';
  return createElement(
    'p',
    {},
    createElement('a', { class: 'primary', href: `/chapters/${number}` }, `${word} ${number} ${title}`),
  );
}

function hours(minutes) {
  if (minutes < 90) return `${minutes} min`;
  return `${Math.floor(minutes / 60)} h ${Math.round((minutes % 60) / 5) * 5} min`;
}
