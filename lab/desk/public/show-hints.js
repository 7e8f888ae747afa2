import { createElement } from './create-element.js';
import { drawWhenChanged } from './draw-when-changed.js';

/** Shows the hints that the learner has asked for. */
export function showHints(place, { chapter: { hints, hintCount } }) {
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
}
