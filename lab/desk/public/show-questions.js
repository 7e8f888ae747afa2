import { createElement } from './create-element.js';
import { drawQuestion } from './draw-question.js';
import { drawWhenChanged } from './draw-when-changed.js';

/** Shows the questions of the active chapter, each by itself, so that what is typed elsewhere stays. */
export function showQuestions(place, { chapter, workbook, act }) {
  const { number, questions, state } = chapter;
  const shown = state === 'active' || state === 'done' ? questions : [];
  const traces = workbook.ownTraces[number] ?? [];
  drawWhenChanged(place, { count: shown.length }, () => (shown.length === 0 ? null : section(shown)));
  if (shown.length === 0) return;
  drawWhenChanged(place.querySelector('.own-traces'), traces, () => about(traces));
  for (const [at, question] of shown.entries()) {
    const data = { at: at + 1, question, isOpen: state === 'active' };
    drawWhenChanged(place.querySelectorAll('.question')[at], data, () => drawQuestion(data, act));
  }
}

function section(questions) {
  return createElement(
    'section',
    { class: 'questions', 'aria-labelledby': 'questions-title' },
    createElement('h3', { id: 'questions-title' }, 'Questions'),
    createElement('div', { class: 'own-traces' }),
    ...questions.map(() => createElement('div', { class: 'question' })),
  );
}

function about(traces) {
  if (traces.length === 0) return null;
  return createElement(
    'p',
    {},
    traces.length === 1 ? 'They are about this trace of yours: ' : 'They are about these traces of yours: ',
    ...traces.flatMap(({ name, traceId }, at) => [
      at === 0 ? '' : ', ',
      createElement('a', { href: `/traces/${traceId}` }, `${name} (${traceId.slice(0, 8)})`),
    ]),
    '.',
  );
}
