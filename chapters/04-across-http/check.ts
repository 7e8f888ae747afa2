import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { baggageArrives } from '../../lab/checks/expect/baggage-arrives.ts';
import { edge } from '../../lab/checks/expect/edge.ts';
import { nested } from '../../lab/checks/expect/nested.ts';
import { oneTrace } from '../../lab/checks/expect/one-trace.ts';
import { validTraceparent } from '../../lab/checks/expect/valid-traceparent.ts';
import { quote } from '../../lab/checks/span-is.ts';

const look = 'services/storefront/orders-client.ts';

const checkout = { service: 'storefront', name: 'POST /checkout' };
const call = { service: 'storefront', name: 'POST' };
const processPlaced = { service: 'payments-worker', name: 'process order.placed' };
const placeOrder = { service: 'orders', name: 'POST /orders' };

export const chapter = defineChapter({
  title: 'Across HTTP',
  minutes: 20,
  needs: 'base',
  drive: { first: {}, second: {} },
  untouched: 'header-doubled',
  expect: [
    validTraceparent(placeOrder, { look }),
    nested(checkout, call, { look }),
    edge(call, placeOrder, { sender: look }),
    oneTrace({ look }),
    {
      ...baggageArrives('bookstore.sales.channel', 'api', processPlaced, { look }),
      text: `the sales channel, which travels in the same headers, reaches ${quote(processPlaced)}`,
    },
  ],
  hints: [
    'Compare the ids in the header that orders was given with npx lab trace ID --ids. Which two spans do they name, and who wrote each of them?',
    'fetch is instrumented: it makes the span “POST” and writes traceparent, tracestate and baggage by itself, at the last moment. A queue is not: there somebody has to.',
    'Take injectTraceContext out of the headers of placeOrder, and its import. Nothing takes its place.',
  ],
});
