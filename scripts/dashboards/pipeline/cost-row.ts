import type { Row } from '../bookstore-dashboard.ts';
import { note } from '../panels/note.ts';
import { stat } from '../panels/stat.ts';
import { ACCEPTED_SPANS, STORED_SPANS } from './collector-metrics.ts';

const perSecond = (selector: string) => `sum(rate(${selector}[$__range]))`;
const RECEIVED = perSecond(ACCEPTED_SPANS);
const STORED = perSecond(STORED_SPANS);
// Every request to the shop begins one trace.
const REQUESTS = `(${perSecond('http_server_request_duration_seconds_count{service_name="storefront"}')} > 0)`;
const DAILY_PRICE = '86400 / 1e6 * $price';

const FORMULA = `
**Cost per day = spans per second × 86,400 s × price per million spans ÷ 1,000,000**

The price is an example: set yours above. *Spans per request* is measured: received spans ÷ requests to the shop, over the
chosen time range. The second line of numbers asks what the same shop would cost at a larger scale:
$requests requests per second × spans per request, in place of today’s spans per second.

One span for each of 10,000 requests per second at $0.30 is $259.20 a day. A checkout has 15 to 20 spans: multiply. Then
compare *stored* with *received*: that is what sampling saves. How long traces are kept is the other lever.
`.trim();

/** What the traffic of the chosen time range would cost at a vendor's price, and at scale. */
export function costRow(): Row {
  return {
    title: 'What it would cost',
    panels: [
      note('The formula', FORMULA, 24, 6),
      cost('All spans, per day', 'If every received span were stored.', `${RECEIVED} * ${DAILY_PRICE}`),
      cost('Stored spans, per day', 'What was sent to Tempo.', `${STORED} * ${DAILY_PRICE}`),
      stat({
        title: 'Spans per request',
        description: 'Received spans for each request to the shop, pages and polling included.',
        unit: 'short',
        decimals: 1,
        width: 6,
        query: { expr: `${RECEIVED} / ${REQUESTS}`, as: 'now' },
      }),
      cost(
        'At the assumed scale, stored, per day',
        'The assumed requests per second, with today’s stored spans per request.',
        `${STORED} / ${REQUESTS} * $requests * ${DAILY_PRICE}`,
      ),
    ],
  };
}

const cost = (title: string, description: string, expr: string) =>
  stat({ title, description, unit: 'currencyUSD', decimals: 2, width: 6, query: { expr, as: 'now' } });
