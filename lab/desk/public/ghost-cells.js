import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { serviceColour } from './service-label.js';

/** The cells of a line for a span that should be here and is not: a dashed outline, and words that say so. */
export function ghostCells({ ghost, parent }) {
  const { service, name, kind, instead } = ghost;
  return [
    createElement(
      'div',
      { role: 'gridcell', class: 'name' },
      createElement('span', { class: 'twisty' }),
      createElement('span', { class: 'title' }, `${name} (${service}) should be here`),
      createElement('span', { class: 'badge badge-warn' }, whereabouts(instead, parent)),
    ),
    createElement('div', { role: 'gridcell', class: 'kind' }, kind.toLowerCase()),
    createElement(
      'div',
      { role: 'gridcell', class: 'duration' },
      instead ? formatDuration(instead.durationMs) : 'missing',
    ),
    createElement(
      'div',
      { role: 'gridcell', class: 'axis' },
      createElement('span', { class: 'bar bar-ghost', 'data-colour': serviceColour(service) }),
    ),
  ];
}

function whereabouts(instead, parent) {
  if (instead === null) return 'missing';
  return instead.traceId === parent.traceId ? 'elsewhere in this trace' : 'in another trace';
}
