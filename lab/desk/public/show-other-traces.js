import { askDesk } from './ask-desk.js';
import { createElement } from './create-element.js';
import { showOutlines } from './show-outlines.js';

/** Draws this trace and the others of the same order beside each other: a checkout that fell apart is seen as one. */
export async function showOtherTraces(place, traceId) {
  const response = await askDesk(`/api/traces/${traceId}/others`);
  if (!response.ok) return;
  const { orderId, traceIds } = await response.json();
  if (traceIds.length === 0) {
    place.replaceChildren();
    return;
  }
  const drawings = createElement('div');
  await showOutlines(drawings, [traceId, ...traceIds], (outline) =>
    outline.traceId === traceId ? 'This trace' : `${outline.name} (${outline.service})`,
  );
  place.replaceChildren(
    createElement(
      'section',
      { class: 'others', 'aria-labelledby': 'others-title' },
      createElement('h2', { id: 'others-title' }, 'Other traces of this order'),
      createElement('p', {}, summary(orderId, traceIds.length + 1)),
      drawings,
    ),
  );
}

function summary(orderId, count) {
  return `One checkout should be one trace. Order ${orderId.slice(0, 8)} is in ${count}, drawn here on one time axis.`;
}
