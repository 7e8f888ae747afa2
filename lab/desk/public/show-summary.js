import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { formatTime } from './format-time.js';
import { orderIdOf } from './order-id-of.js';
import { serviceLabel } from './service-label.js';

/** Shows what the trace is, whether it is whole, and its figures. */
export function showSummary(place, detail, arriving) {
  const { spans, logs, rows, traceId } = detail;
  const name = spans[rows[0]?.spanIndex]?.name ?? 'Logs without spans';
  document.title = `${name} · Bookstore Tracing Lab`;
  const errors = spans.filter((span) => span.status === 'ERROR').length;
  const orderId = orderIdOf(spans);
  const [startMs, endMs] = extent(spans);
  place.replaceChildren(
    createElement('h1', {}, name, ' ', stateBadge(detail.complete, arriving)),
    createElement('p', { class: 'ids mono' }, `trace ${traceId}`),
    createElement(
      'dl',
      { class: 'facts' },
      ...fact('duration', spans.length === 0 ? 'unknown' : formatDuration(endMs - startMs)),
      ...count('span', spans.length),
      ...count('error', errors, errors > 0),
      ...count('log', logs.length),
      ...fact('started', spans.length === 0 ? 'unknown' : formatTime(startMs)),
      ...(orderId === null ? [] : fact('order', orderId)),
    ),
    createElement(
      'p',
      { class: 'services' },
      ...[...new Set(rows.map(({ spanIndex }) => spans[spanIndex].service))].map(serviceLabel),
    ),
  );
}

function extent(spans) {
  let [from, to] = [Number.POSITIVE_INFINITY, 0];
  for (const span of spans)
    [from, to] = [Math.min(from, span.startMs), Math.max(to, span.startMs + Math.max(0, span.durationMs))];
  return [from, to];
}

function fact(name, value, alarm = false) {
  return [
    createElement(
      'div',
      { 'data-alarm': alarm },
      createElement('dt', {}, name),
      createElement('dd', {}, String(value)),
    ),
  ];
}

function count(noun, number, alarm) {
  return fact(number === 1 ? noun : `${noun}s`, number, alarm);
}

function stateBadge(complete, arriving) {
  if (complete) return createElement('span', { class: 'badge badge-good' }, 'complete');
  return createElement(
    'span',
    { class: `badge ${arriving ? '' : 'badge-warn'}` },
    arriving ? 'still arriving' : 'incomplete',
  );
}
