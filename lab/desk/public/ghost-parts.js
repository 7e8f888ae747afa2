import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { pairs } from './pairs.js';
import { serviceLabel } from './service-label.js';

/** What the panel says of a span that is missing: where it should hang, and where it is instead. */
export function ghostParts({ ghost, parent }, { traceId }, select) {
  const above = createElement('button', { type: 'button', class: 'quiet' }, parent.name);
  above.addEventListener('click', () => select(parent.spanId));
  const facts = {
    service: serviceLabel(ghost.service),
    kind: ghost.kind.toLowerCase(),
    'should hang below': above,
  };
  if (ghost.instead) facts.took = formatDuration(ghost.instead.durationMs);
  return [pairs(facts, 'pairs facts-list'), createElement('p', {}, ...sentence(ghost, traceId, select))];
}

function sentence({ instead, service }, traceId, select) {
  if (instead === null)
    return [
      `No such span of this order has arrived. Either ${service} did not make it, or it does not name the order.`,
    ];
  if (instead.traceId === traceId) {
    const button = createElement('button', { type: 'button', class: 'quiet' }, 'Show it');
    button.addEventListener('click', () => select(instead.spanId));
    return ['It is in this trace, at another place: its parent is not the one it should have. ', button];
  }
  const link = createElement('a', { href: `/traces/${instead.traceId}#${instead.spanId}` }, 'another trace');
  return ['It is in ', link, ': the trace context did not come with the work, so a new trace began there.'];
}
