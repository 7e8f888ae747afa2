import { createElement } from './create-element.js';

const TITLES = {
  'trace-unknown': 'Waiting for this trace',
  'trace-dropped': 'This trace is gone',
  'id-wrong': 'This is not a trace id',
};

/** Stands in for a trace that the desk does not have: says why, and what it waits for. */
export function showWaiting(place, traceId, { reason, detail }, status) {
  const waits = reason === 'trace-unknown';
  place.replaceChildren(
    createElement(
      'section',
      { class: 'empty' },
      createElement('h1', {}, TITLES[reason] ?? 'The desk cannot show this trace'),
      createElement('p', { class: 'mono' }, traceId),
      createElement('p', {}, detail),
      waits
        ? createElement(
            'p',
            { id: 'waiting', role: 'status' },
            'This page opens by itself when the first span arrives. A span is sent when it ends.',
          )
        : null,
      waits ? refusals(status) : null,
      createElement('p', {}, createElement('a', { href: '/traces' }, 'All traces')),
    ),
  );
}

/** Refused telemetry is the likeliest reason why a trace never comes. */
function refusals(status) {
  const reasons = Object.entries(status?.refused ?? {});
  if (reasons.length === 0) return null;
  const text = reasons.map(([reason, count]) => `${reason} ${count}×`).join(', ');
  return createElement('p', {}, `The desk has refused some telemetry: ${text}.`);
}
