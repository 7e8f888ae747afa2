import { createElement } from './create-element.js';
import { serviceLabel } from './service-label.js';

/** Draws two spans and, dashed between them, the edge that should be there. */
export function missingEdge({ from, to }) {
  return createElement(
    'figure',
    { class: 'edge' },
    end(from),
    createElement('div', { class: 'edge-gap' }, createElement('span', {}, 'missing')),
    end(to),
    createElement(
      'figcaption',
      { class: 'visually-hidden' },
      `The second span should hang below the first one, and does not.`,
    ),
  );
}

function end({ service, name }) {
  return createElement('div', { class: 'edge-end' }, createElement('b', {}, name), serviceLabel(service));
}
