import { createElement } from './create-element.js';

/** What was typed and not yet judged, by question: a drawing must not lose it. */
const typed = new Map();

/** Draws a question as a form: a choice or a line of text, and how the last answer was judged. */
export function drawQuestion({ at, question, isOpen }, act) {
  const form = createElement(
    'form',
    {},
    createElement(
      'fieldset',
      {},
      createElement('legend', {}, `${at}. ${question.ask}`),
      ...(question.choices ? choices(at, question) : [line(at, question)]),
    ),
    judgement(question),
    isOpen
      ? createElement('button', { type: 'submit', class: 'quiet', 'data-key': `answer-${at}` }, 'Answer')
      : null,
  );
  form.addEventListener('input', (event) => typed.set(at, event.target.value));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const text = String(new FormData(form).get('answer') ?? '').trim();
    if (text !== '') act('answer', { question: at, text });
  });
  return form;
}

function choices(at, { choices: all, given }) {
  const chosen = typed.get(at) ?? given;
  return all.map((choice, n) =>
    createElement(
      'label',
      { class: 'choice' },
      createElement('input', {
        type: 'radio',
        name: 'answer',
        value: choice,
        checked: choice === chosen,
        'data-key': `${at}-${n}`,
      }),
      createElement('span', {}, choice),
    ),
  );
}

function line(at, { ask, given }) {
  return createElement('input', {
    type: 'text',
    name: 'answer',
    value: typed.get(at) ?? given ?? '',
    autocomplete: 'off',
    spellcheck: 'false',
    'aria-label': ask,
    'data-key': `${at}-text`,
  });
}

function judgement({ given, right, remark, judging }) {
  if (judging !== null) return createElement('p', { class: 'judging' }, `Being judged: “${judging}” …`);
  if (right === null) return null;
  return createElement(
    'p',
    { class: right ? 'judged judged-right' : 'judged judged-wrong' },
    createElement('b', {}, right ? '✓ Right. ' : `Not yet: “${given}”. `),
    remark ?? '',
  );
}
