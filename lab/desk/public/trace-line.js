import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { formatTime } from './format-time.js';
import { serviceLabel } from './service-label.js';

/** One line of the trace list; fills `line` again when it is given, so that focus and place stay. */
export function traceLine(summary, line = createElement('li')) {
  const link = line.querySelector('a') ?? createElement('a', { href: `/traces/${summary.traceId}` });
  link.textContent = summary.name;
  if (link.parentElement === null) fill(line, link);
  const [time, title, order, volume, duration, state] = line.children;
  time.textContent = formatTime(summary.startMs);
  title.lastElementChild.replaceChildren(...summary.services.map(serviceLabel));
  order.textContent = summary.orderId === null ? '' : `order ${summary.orderId.slice(0, 8)}`;
  order.title = summary.orderId ?? '';
  volume.textContent = `${count(summary.spanCount, 'span')}, ${count(summary.logCount, 'log')}`;
  duration.textContent = formatDuration(summary.durationMs);
  state.replaceChildren(stateBadge(summary));
  return line;
}

function fill(line, link) {
  line.append(
    createElement('time'),
    createElement('div', { class: 'title' }, link, createElement('div', { class: 'services' })),
    createElement('span', { class: 'order mono' }),
    createElement('span', { class: 'volume' }),
    createElement('span', { class: 'duration' }),
    createElement('span', { class: 'state' }),
  );
}

function stateBadge({ errorCount, complete }) {
  if (errorCount > 0)
    return createElement('span', { class: 'badge badge-bad' }, `! ${count(errorCount, 'error')}`);
  if (!complete) return createElement('span', { class: 'badge badge-warn' }, 'incomplete');
  return createElement('span', { class: 'badge badge-good' }, 'complete');
}

function count(number, noun) {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
