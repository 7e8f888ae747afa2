import { createElement } from './create-element.js';

const number = new Intl.NumberFormat('en');

/** Shows what the desk received, holds, dropped and refused since it started; losses stand out. */
export function showCounts(place, { received, held, dropped, refused }) {
  const refusals = Object.entries(refused);
  const refusedTotal = refusals.reduce((sum, [, count]) => sum + count, 0);
  const megabytes = `${(held.bytes / 1048576).toFixed(1)} of ${Math.round(held.maxBytes / 1048576)} MB`;
  place.replaceChildren(
    pair('spans received', received.spans),
    pair('logs received', received.logs),
    pair('metric points received', received.metricPoints),
    pair(`traces held (${megabytes})`, held.traces),
    pair('dropped to make room', dropped.spans + dropped.logs),
    ...(refusedTotal === 0
      ? []
      : [pair(`refused: ${refusals.map(([reason]) => reason).join(', ')}`, refusedTotal, true)]),
  );
}

function pair(label, value, alarm = false) {
  return createElement(
    'div',
    { 'data-alarm': alarm },
    createElement('dt', {}, label),
    createElement('dd', {}, number.format(value)),
  );
}
