import { createElement } from './create-element.js';
import { formatDuration } from './format-duration.js';
import { orderIdOf } from './order-id-of.js';

/** Shows the other traces of the same order, if there are any: a checkout that fell apart is found here. */
export async function showOtherTraces(place, { traceId, spans }) {
  const orderId = orderIdOf(spans);
  if (orderId === null) return;
  const query = new URLSearchParams({ attribute: `bookstore.order.id=${orderId}`, limit: '6' });
  const response = await fetch(`/api/traces?${query}`);
  if (!response.ok) return;
  const { traces } = await response.json();
  const others = traces.filter((trace) => trace.traceId !== traceId);
  if (others.length === 0) return;
  place.replaceChildren(
    createElement(
      'p',
      { class: 'others' },
      'The same order is also in: ',
      ...others.flatMap((other, at) => [at === 0 ? '' : ', ', linkTo(other)]),
    ),
  );
}

function linkTo({ traceId, service, name, durationMs }) {
  return createElement(
    'a',
    { href: `/traces/${traceId}` },
    `${name} (${service}, ${formatDuration(durationMs)})`,
  );
}
