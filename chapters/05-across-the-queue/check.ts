import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { baggageArrives } from '../../lab/checks/expect/baggage-arrives.ts';
import { edge } from '../../lab/checks/expect/edge.ts';
import { oneTrace } from '../../lab/checks/expect/one-trace.ts';

const SEAM = 'services/shared/trace-context.ts';
const ends = { sender: `injectTraceContext in ${SEAM}`, receiver: `extractTraceContext in ${SEAM}` };

const placeOrder = { service: 'orders', name: 'POST /orders' };
const publishPlaced = { service: 'orders', name: 'publish order.placed' };
const processPlaced = { service: 'payments-worker', name: 'process order.placed' };
const publishSettled = { service: 'payments-worker', name: 'publish payment.settled' };
const processSettled = { service: 'orders', name: 'process payment.settled' };

export const chapter = defineChapter({
  title: 'Across the queue',
  minutes: 25,
  needs: 'base',
  drive: { first: {}, second: {} },
  untouched: 'header-absent',
  expect: [
    edge(publishPlaced, processPlaced, ends),
    edge(placeOrder, publishPlaced, ends),
    edge(publishSettled, processSettled, ends),
    oneTrace({ look: SEAM }),
    baggageArrives('bookstore.sales.channel', 'api', processPlaced, { look: SEAM }),
  ],
  hints: [
    'A message has headers, as an HTTP request has. Compare the headers of a message before and after your change: the verdict says what the last one carried.',
    'The API has one function that writes the active context into an object, and one that reads it back: propagation.inject and propagation.extract. The propagator knows the names of the headers; you need not.',
    'injectTraceContext: propagation.inject(context.active(), headers). extractTraceContext: return propagation.extract(ROOT_CONTEXT, headers ?? {}). Both carry the baggage too.',
  ],
});
