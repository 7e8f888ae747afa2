import { askDesk } from './ask-desk.js';
import { createElement } from './create-element.js';

const AGAIN_MS = 2000;
/** So often a trace that is not stored yet is asked for again: a decision at the end of a trace takes 15 s. */
const MOST_LOOKS = 20;
const MAY_CHANGE = ['not-yet', 'waiting'];

/**
 * The switch between what was produced of a trace and what is stored of it, where the lab stores anything. `onSide` is told
 * which side is wanted and what it has; the answer's `look` asks the stores.
 */
export function showSides(place, traceId, onSide) {
  let side = 'produced';
  let answer = null;
  let looks = 0;
  let timer;
  const buttons = {
    produced: button('Produced', () => choose('produced')),
    stored: button('Stored', () => choose('stored')),
  };
  const says = createElement('p', { id: 'stored-says', role: 'status' });
  place.replaceChildren(
    createElement(
      'div',
      { class: 'switch', role: 'group', 'aria-label': 'Which spans are shown' },
      ...Object.values(buttons),
    ),
    says,
  );

  function choose(wanted) {
    side = wanted;
    draw();
    onSide(side, answer);
  }

  function draw() {
    for (const [name, element] of Object.entries(buttons))
      element.setAttribute('aria-pressed', String(name === side));
    buttons.stored.textContent = answer?.stores ? `Stored in ${answer.stores.traces}` : 'Stored';
    buttons.stored.disabled = !answer?.trace;
    says.textContent = answer?.says ?? answer?.detail ?? '';
    says.dataset.state = answer?.state ?? answer?.reason ?? '';
  }

  async function look() {
    clearTimeout(timer);
    looks = 0;
    await ask();
  }

  async function ask() {
    const response = await askDesk(`/api/traces/${traceId}/stored`);
    answer = await response.json();
    // A lab that stores nothing has but one side.
    place.hidden = answer.state === 'no-stores';
    if (side === 'stored' && !answer.trace) side = 'produced';
    draw();
    onSide(side, answer);
    looks += 1;
    const open = MAY_CHANGE.includes(answer.state) || answer.reason === 'store-away';
    clearTimeout(timer);
    if (open && looks < MOST_LOOKS) timer = setTimeout(ask, AGAIN_MS);
  }

  return { look, choose };
}

function button(text, onClick) {
  const element = createElement('button', { type: 'button', 'aria-pressed': 'false' }, text);
  element.addEventListener('click', onClick);
  return element;
}
