import { copyButton } from './add-copy-buttons.js';
import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

const STATES = {
  open: ['badge', 'not started'],
  begun: ['badge', 'not active'],
  active: ['badge badge-warn', 'in progress'],
  right: ['badge badge-good', '✓ done'],
  done: ['badge badge-good', '✓ done'],
  unknown: ['badge', 'progress unknown'],
};

/** Shows how far the learner is in the chapter, and which file is to be edited. */
export function showTask(state, task, { chapter, workbook }) {
  const shown = chapter.state === 'active' && chapter.done ? 'right' : chapter.state;
  drawWhenChanged(state, { mode: workbook.mode, shown }, () => {
    const isComing = shown === 'unknown' && workbook.mode === 'writable';
    const [className, text] = isComing ? ['badge', 'reading your progress'] : STATES[shown];
    return createElement('span', { class: className }, text);
  });
  const data = { mode: workbook.mode, active: chapter.state === 'active', chapter };
  drawWhenChanged(
    task,
    { ...data, chapter: { ...chapter, hints: [], questions: chapter.questions.length } },
    () => drawTask(data),
  );
}

function drawTask({ mode, active, chapter }) {
  const { seams, problem, questions } = chapter;
  if (problem !== null) return paragraph(`This chapter cannot be used: ${problem}.`);
  if (mode === 'read-only')
    return paragraph(
      'This page comes from a container, which neither sees what you save nor may change it. Type these in a terminal:',
    );
  if (!active) {
    const exercise =
      seams.length > 0 ? ' Start puts the exercise in the place of the file below; yours is kept.' : '';
    return [paragraph(`${exercise}${needsOf(chapter)}`.trim()), files(seams)];
  }
  if (seams.length > 0)
    return [paragraph('Edit this file and save. The verdict comes by itself.'), files(seams)];
  return questions.length > 0
    ? paragraph('Look at your trace, and answer the questions. The verdict comes with the last right answer.')
    : null;
}

function needsOf({ needs, engines }) {
  if (engines) return ` This chapter needs another engine than most: npx lab up --engine ${engines[0]}.`;
  return needs === 'full' ? ' This chapter needs the full stack: npx lab up --full.' : '';
}

function files(seams) {
  return createElement(
    'ul',
    { class: 'files' },
    ...seams.map((seam) =>
      createElement('li', {}, createElement('code', {}, seam), copyButton(seam, 'Copy path')),
    ),
  );
}

function paragraph(text) {
  return text === '' ? null : createElement('p', {}, text);
}
