import type { Stage } from '../../lab/checks/chapter.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { baggageArrives } from '../../lab/checks/expect/baggage-arrives.ts';
import { edge } from '../../lab/checks/expect/edge.ts';
import { oneTrace } from '../../lab/checks/expect/one-trace.ts';
import { ownOrderOnly } from '../../lab/checks/expect/own-order-only.ts';
import { refuseMessages } from '../../lab/checks/stage/refuse-messages.ts';

const SEAM = 'services/orders/outbox-relay.ts';
const placeOrder = { service: 'orders', name: 'POST /orders' };
const publishPlaced = { service: 'orders', name: 'publish order.placed' };
const processPlaced = { service: 'payments-worker', name: 'process order.placed' };

// So many that some of them wait for the relay while it publishes another one; and three times, because on a busy machine
// it may be the timer that wakes the relay for all eight.
const WAVES = [
  { 1: {}, 2: {}, 3: {}, 4: {}, 5: {}, 6: {}, 7: {}, 8: {} },
  { 9: {}, 10: {}, 11: {}, 12: {}, 13: {}, 14: {}, 15: {}, 16: {} },
  { 17: {}, 18: {}, 19: {}, 20: {}, 21: {}, 22: {}, 23: {}, 24: {} },
];
const AT_ONCE = WAVES.flatMap((wave) => Object.keys(wave));
const DURING_THE_OUTAGE = { 'outage 1': {}, 'outage 2': {}, 'outage 3': {} };

export const chapter = defineChapter({
  title: 'Lost in the outbox',
  minutes: 25,
  needs: 'base',
  drive: async ({ engine, checkouts, say }: Stage) => {
    say('three times eight customers at once');
    for (const wave of WAVES) await checkouts(wave);
    const { rabbitmq } = await engine.addresses();
    const refusal = await refuseMessages(rabbitmq, 'order.placed');
    try {
      say('three more, while the broker refuses order.placed and orders is started anew');
      await checkouts(DURING_THE_OUTAGE, async () => {
        await engine.restart('orders');
        await refusal.end();
      });
    } finally {
      await refusal.end();
    }
  },
  untouched: 'in-another-orders-trace',
  expect: [
    ownOrderOnly(placeOrder, { look: SEAM }),
    edge(placeOrder, publishPlaced, { of: AT_ONCE, receiver: SEAM }),
    {
      ...edge(placeOrder, publishPlaced, {
        of: Object.keys(DURING_THE_OUTAGE),
        receiver: `${SEAM}: orders was started anew before this message went out`,
      }),
      text: 'the same after an outage, and after orders was started anew',
    },
    oneTrace({ look: SEAM }),
    baggageArrives('bookstore.sales.channel', 'api', processPlaced, { of: AT_ONCE, look: SEAM }),
  ],
  hints: [
    'Context follows a call and everything that the call awaits. Who calls the relay? Once a customer, once a timer; and it publishes what it finds, whoever wrote it.',
    'What the relay needs must still be there when orders was started anew. Look at what insertOutboxRow in outbox-store.ts puts into a row besides the message.',
    'In publishBatch, for each row: context.with(extractTraceContext(row), () => publish(row.payload)). And let the relay itself run outside of any request: context.with(ROOT_CONTEXT, work) in wake.',
  ],
});
