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
export function showChapters(list, progress, { chapters, mode, problem }) {
  drawWhenChanged(list, chapters, () => chapters.map(drawChapter));
  drawWhenChanged(progress, { chapters, mode, isLost: problem !== null }, () => {
    if (chapters.some(({ state }) => state !== 'unknown')) return drawProgress(chapters);
    if (mode === 'writable' && problem === null)
      return createElement('p', { class: 'so-far reading' }, 'Reading your progress …');
    return chapters.length > 0 ? drawNext(chapters[0], 'Begin with') : null;
  });
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
  const begun = open.find(({ state }) => state === 'active') ?? open.find(({ state }) => state === 'begun');
  const next = begun ?? open[0];
  const word = begun ? 'Continue with' : done.length === 0 ? 'Begin with' : 'Next:';
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
    next ? drawNext(next, word) : null,
  ];
}

function drawNext(chapter, word) {
  const { number, title } = chapter;
  return createElement(
    'p',
    { class: 'next' },
    createElement('a', { class: 'primary', href: `/chapters/${number}` }, `${word} ${number} ${title}`),
    createElement('span', { class: 'chapter-size' }, size(chapter)),
  );
}

function hours(minutes) {
  if (minutes < 90) return `${minutes} min`;
  const rounded = Math.round(minutes / 5) * 5;
  const rest = rounded % 60;
  return `${Math.floor(rounded / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
