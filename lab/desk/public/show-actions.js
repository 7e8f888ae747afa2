import { copyButton } from './add-copy-buttons.js';
import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

/** Shows what can be done now, as buttons, or as commands to type where the desk can run none. */
export function showActions(place, { chapter, workbook, act }) {
  const { number, state, done, problem, hints, hintCount, questions } = chapter;
  const busy = workbook.running !== null || workbook.waiting.length > 0;
  const next = nextChapter(workbook, number);
  const data = { state, done, problem, busy, hints: hints.length, hintCount, mode: workbook.mode, next };
  drawWhenChanged(
    place,
    data,
    () => {
      if (problem !== null) return null;
      if (workbook.mode === 'read-only') return commands(number);
      if (state === 'unknown') return null;
      const actions =
        state === 'active' ? whileActive(data, questions.length) : [['start', startLabel(data)]];
      return [
        ...actions.map(([action, label], at) =>
          button(action, label, {
            isFirst: at === 0 && !(done && next),
            isOff: busy || (action === 'hint' && hints.length === hintCount),
            act,
          }),
        ),
        done && next
          ? createElement(
              'a',
              { class: 'primary', href: `/chapters/${next.number}` },
              `Next: ${next.number} ${next.title}`,
            )
          : null,
      ];
    },
    document.getElementById('workbench-title'),
  );
}

function nextChapter({ chapters }, number) {
  const next = chapters[chapters.findIndex((chapter) => chapter.number === number) + 1];
  return next ? { number: next.number, title: next.title } : null;
}

function startLabel({ state }) {
  return state === 'open' ? 'Start' : 'Start again';
}

function whileActive({ hints, hintCount, done }) {
  return [
    ['check', 'Check'],
    ...(hintCount > 0 ? [['hint', hintLabel(hints, hintCount)]] : []),
    ['reset', 'Reset'],
    ['solve', done ? 'Put the original back' : 'Solve'],
  ];
}

function hintLabel(hints, hintCount) {
  return hints < hintCount ? `Hint ${hints + 1} of ${hintCount}` : `All ${hintCount} hints shown`;
}

/** A button that cannot be used now keeps the focus, so that one can go on from it. */
function button(action, label, { isFirst, isOff, act }) {
  const element = createElement(
    'button',
    {
      type: 'button',
      class: isFirst ? 'primary' : 'quiet',
      'data-key': action,
      'aria-disabled': isOff ? 'true' : null,
    },
    label,
  );
  element.addEventListener('click', () => {
    if (!isOff) act(action);
  });
  return element;
}

function commands(number) {
  const lines = ['start', 'check', 'hint', 'solve', 'reset'].map((action) => `npx lab ${action} ${number}`);
  return createElement(
    'ul',
    { class: 'files' },
    ...lines.map((line) => createElement('li', {}, createElement('code', {}, line), copyButton(line))),
  );
}
