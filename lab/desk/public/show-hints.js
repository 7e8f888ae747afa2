import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

/** How many hints were there before; null while that is not known. */
let shown = null;

/** Shows the hints that the learner has asked for, and brings a new one into view. */
export function showHints(place, { chapter: { state, hints, hintCount } }) {
  drawWhenChanged(place, { hints, hintCount }, () =>
    hints.length === 0
      ? null
      : createElement(
          'section',
          { class: 'hints', 'aria-labelledby': 'hints-title' },
          createElement('h3', { id: 'hints-title' }, `Hints, ${hints.length} of ${hintCount}`),
          createElement('ol', {}, ...hints.map((hint) => createElement('li', {}, hint))),
        ),
  );
  if (shown !== null && hints.length > shown) bringIntoView(place.querySelector('li:last-child'));
  if (state !== 'unknown') shown = hints.length;
}

function bringIntoView(hint) {
  const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  hint.scrollIntoView({ block: 'nearest', behavior: calm ? 'instant' : 'smooth' });
}
