import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { serviceColour } from './service-label.js';

const MAX_INDENT = 8;

/** Draws a trace as a small waterfall on the time axis from `fromMs` to `toMs`; `title` says whose trace it is. */
export function drawOutline(outline, { title, fromMs, toMs }) {
  const { traceId, lines, spanCount } = outline;
  const shown = lines.filter(({ ghost }) => ghost === null).length;
  const whole = Math.max(toMs - fromMs, 0.001);
  return createElement(
    'section',
    { class: 'outline', 'aria-label': `${title}, trace ${traceId}` },
    createElement(
      'div',
      { class: 'outline-head' },
      createElement('h3', {}, title),
      createElement('a', { href: `/traces/${traceId}`, class: 'mono' }, traceId.slice(0, 8)),
    ),
    createElement(
      'ol',
      { class: 'outline-lines' },
      ...lines.map((line) => drawLine(line, traceId, fromMs, whole)),
    ),
    spanCount > shown
      ? createElement('p', { class: 'outline-more' }, `and ${spanCount - shown} more spans`)
      : null,
  );
}

function drawLine(line, traceId, fromMs, whole) {
  const left = Math.min(100, Math.max(0, ((line.startMs - fromMs) / whole) * 100));
  const width = Math.min(100 - left, (Math.max(0, line.durationMs) / whole) * 100);
  const bar = createElement('span', { class: barClass(line), 'data-colour': serviceColour(line.service) });
  const item = createElement(
    'li',
    { class: line.ghost ? 'outline-ghost' : null },
    createElement('span', { class: 'outline-name' }, ...nameOf(line, traceId)),
    createElement('span', { class: 'outline-axis' }, bar),
  );
  item.style.setProperty('--indent', Math.min(line.depth, MAX_INDENT));
  item.style.setProperty('--left', `${left}%`);
  item.style.setProperty('--width', `${width}%`);
  return item;
}

function barClass({ ghost, error, orphan }) {
  return ['bar', ghost && 'bar-ghost', error && 'bar-error', orphan && 'bar-orphan']
    .filter(Boolean)
    .join(' ');
}

function nameOf({ service, name, durationMs, error, orphan, ghost }, traceId) {
  const mark = createElement('span', { class: 'service', 'data-colour': serviceColour(service) });
  if (ghost) return [`${name} (${service}) should be here`, ghostBadge(ghost, traceId)];
  return [
    mark,
    createElement('span', {}, name),
    createElement('span', { class: 'visually-hidden' }, ` of ${service}, ${formatDuration(durationMs)}`),
    error ? createElement('span', { class: 'badge badge-bad' }, '! error') : null,
    orphan ? createElement('span', { class: 'badge badge-warn' }, 'parent missing') : null,
  ];
}

function ghostBadge({ instead }, traceId) {
  const text = instead && instead.traceId !== traceId ? `is in ${instead.traceId.slice(0, 8)}` : 'missing';
  return createElement('span', { class: 'badge badge-warn' }, text);
}
