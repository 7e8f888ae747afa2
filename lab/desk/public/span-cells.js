import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { serviceColour } from './service-label.js';

/** The cells of a span's line: name with marks, kind, duration, bar. */
export function spanCells({ span, hop, orphan, critical, hasChildren, isFolded, offsetMs }) {
  const bar = createElement('span', {
    class: ['bar', span.status === 'ERROR' && 'bar-error', orphan && 'bar-orphan', critical && 'bar-critical']
      .filter(Boolean)
      .join(' '),
    'data-colour': serviceColour(span.service),
    title: `starts ${formatDuration(offsetMs)} into the trace, lasts ${formatDuration(span.durationMs)}`,
  });
  return [
    createElement(
      'div',
      { role: 'gridcell', class: 'name' },
      createElement(
        'span',
        { class: 'twisty', 'data-toggle': hasChildren, 'aria-hidden': 'true' },
        twisty(hasChildren, isFolded),
      ),
      serviceMark(span.service, hop),
      createElement('span', { class: 'title' }, span.name),
      ...marks(span, orphan, critical),
    ),
    createElement('div', { role: 'gridcell', class: 'kind' }, span.kind.toLowerCase()),
    createElement('div', { role: 'gridcell', class: 'duration' }, formatDuration(span.durationMs)),
    createElement('div', { role: 'gridcell', class: 'axis' }, bar),
  ];
}

function twisty(hasChildren, isFolded) {
  if (!hasChildren) return '';
  return isFolded ? '▸' : '▾';
}

function marks(span, orphan, critical) {
  return [
    span.status === 'ERROR' ? createElement('span', { class: 'badge badge-bad' }, '! error') : null,
    orphan ? createElement('span', { class: 'badge badge-warn' }, 'parent missing') : null,
    critical ? createElement('span', { class: 'visually-hidden' }, 'on the critical path') : null,
  ].filter((mark) => mark !== null);
}

/** The name stands where the trace enters a service; below it the colour is enough to look at, and the name is still read out. */
function serviceMark(service, hop) {
  const name = createElement('span', { class: hop ? null : 'visually-hidden' }, service);
  return createElement('span', { class: 'service', 'data-colour': serviceColour(service) }, name);
}
