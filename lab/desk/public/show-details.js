import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { formatTime } from './format-time.js';
import { ghostParts } from './ghost-parts.js';
import { pairs } from './pairs.js';
import { serviceLabel } from './service-label.js';
import { valueText } from './value-text.js';

/** Shows all about the selected span or log record, or an invitation to select one. */
export function showDetails(place, line, detail, { close, select }) {
  place.classList.toggle('details-open', line !== undefined);
  if (line === undefined) {
    place.replaceChildren(
      createElement(
        'p',
        { class: 'invitation' },
        'Select a line to see its attributes, events, links and logs.',
      ),
    );
    return;
  }
  const button = createElement(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': 'Close details' },
    '✕',
  );
  button.addEventListener('click', close);
  const head = createElement(
    'div',
    { class: 'details-head' },
    createElement('h2', {}, titleOf(line)),
    button,
  );
  place.replaceChildren(head, ...partsOf(line, detail, select).filter((part) => part !== null));
}

function titleOf({ ghost, log, span }) {
  if (ghost) return `Missing: ${ghost.name}`;
  return log ? valueText(log.body) : span.name;
}

function partsOf(line, detail, select) {
  if (line.ghost) return ghostParts(line, detail, select);
  return line.log ? logParts(line) : spanParts(line, detail, select);
}

function logParts({ log, offsetMs }) {
  const facts = {
    service: serviceLabel(log.service),
    severity: log.severity,
    time: formatTime(log.timeMs),
    'into the trace': formatDuration(offsetMs),
    span: log.spanId ?? 'none',
  };
  return [pairs(facts, 'pairs facts-list'), section('Attributes', attributePairs(log.attributes))];
}

function spanParts({ span, offsetMs, critical }, detail, select) {
  const facts = {
    service: serviceLabel(span.service),
    kind: span.kind.toLowerCase(),
    status: span.statusMessage === '' ? span.status : `${span.status}: ${span.statusMessage}`,
    started: `${formatTime(span.startMs)} (${formatDuration(offsetMs)} into the trace)`,
    duration: formatDuration(span.durationMs),
    'critical path': critical ? 'yes' : 'no',
    'span id': spanId(span.spanId),
    parent: parentLink(span, detail, select),
  };
  const logs = detail.logs.filter((log) => log.spanId === span.spanId);
  return [
    pairs(facts, 'pairs facts-list'),
    section('Attributes', attributePairs(span.attributes)),
    section(
      'Events',
      span.events.map((event) =>
        entry(
          `${event.name}, ${formatDuration(event.timeMs - span.startMs)} into the span`,
          event.attributes,
        ),
      ),
    ),
    section('Links', span.links.map(linkEntry)),
    section(
      'Logs',
      logs.map((log) => entry(`${log.severity.toLowerCase()}: ${valueText(log.body)}`, log.attributes)),
    ),
  ];
}

function parentLink({ parentSpanId }, { spans }, select) {
  if (parentSpanId === null) return 'none: the trace begins here';
  const parent = spans.find((span) => span.spanId === parentSpanId);
  if (parent === undefined) return createElement('span', {}, spanId(parentSpanId), ' (not in this trace)');
  const button = createElement('button', { type: 'button', class: 'quiet' }, parent.name);
  button.addEventListener('click', () => select(parentSpanId));
  return createElement('span', {}, button, ' ', spanId(parentSpanId));
}

function spanId(id) {
  return createElement('span', { class: 'mono' }, id);
}

function linkEntry({ traceId, spanId, attributes }) {
  const link = createElement(
    'a',
    { href: `/traces/${traceId}#${spanId}`, class: 'mono' },
    `trace ${traceId}, span ${spanId}`,
  );
  return createElement('div', { class: 'entry' }, link, ...attributePairs(attributes));
}

function entry(title, attributes) {
  return createElement(
    'div',
    { class: 'entry' },
    createElement('p', {}, title),
    ...attributePairs(attributes),
  );
}

function section(title, parts) {
  if (parts.length === 0) return null;
  return createElement('section', {}, createElement('h3', {}, title), ...parts);
}

function attributePairs(attributes) {
  const names = Object.keys(attributes).sort();
  return names.length === 0
    ? []
    : [pairs(Object.fromEntries(names.map((name) => [name, valueText(attributes[name])])))];
}
