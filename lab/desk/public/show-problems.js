import { createElement } from './create-element.js';

/** Says in plain words what is wrong with the trace; nothing while it is still arriving, because most of it mends itself. */
export function showProblems(place, { problems }, arriving, select) {
  if (arriving || problems.length === 0) {
    place.replaceChildren();
    return;
  }
  place.replaceChildren(
    createElement(
      'section',
      { class: 'problems', 'aria-label': 'Problems' },
      createElement(
        'h2',
        {},
        problems.length === 1 ? 'One thing is odd here' : `${problems.length} things are odd here`,
      ),
      createElement('ul', {}, ...problems.map((problem) => drawProblem(problem, select))),
    ),
  );
}

function drawProblem({ message, spanIds }, select) {
  const item = createElement('li', {}, message);
  if (spanIds.length === 0) return item;
  const button = createElement(
    'button',
    { type: 'button', class: 'quiet' },
    spanIds.length === 1 ? 'Show the span' : 'Show the first one',
  );
  button.addEventListener('click', () => {
    select(spanIds[0]);
    document.querySelector('#waterfall [aria-selected="true"]')?.scrollIntoView({ block: 'center' });
  });
  item.append(' ', button);
  return item;
}
