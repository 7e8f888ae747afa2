import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { endsWhenThrown } from '../../lab/checks/expect/ends-when-thrown.ts';
import { event } from '../../lab/checks/expect/event.ts';
import { nested } from '../../lab/checks/expect/nested.ts';
import { noSpan } from '../../lab/checks/expect/no-span.ts';
import { nowhere } from '../../lab/checks/expect/nowhere.ts';
import { span } from '../../lab/checks/expect/span.ts';
import type { SpanIs } from '../../lab/checks/span-is.ts';
import { sendWrongAmount } from '../../lab/checks/stage/send-wrong-amount.ts';

const look = 'services/payments-worker/take-payment.ts';
const worker = (name: string) => ({ service: 'payments-worker', name });
const consume = worker('process order.placed');
const validate = worker('validate payment');
const charge = worker('charge card');

const AMOUNT = 'bookstore.payment.amount_cents';
const OUTCOME = 'bookstore.payment.outcome';
const ATTEMPT = 'bookstore.payment.attempt';
const retry = (attempt: number) => ({ [ATTEMPT]: attempt, 'error.type': 'DeadlineExceeded' });

const recordedOnlyBy = (handler: SpanIs, checkout: string) =>
  noSpan(
    `span of payments-worker besides “${handler.name}” with the exception`,
    ({ service, name, events }) =>
      service === 'payments-worker' &&
      name !== handler.name &&
      events.some((one) => one.name === 'exception'),
    { of: [checkout], look },
  );

export const chapter = defineChapter({
  title: 'Your own spans',
  minutes: 30,
  needs: 'base',
  // The bank answers within 40 ms; three attempts at a silent one then take 3 s instead of 11.
  env: { GATEWAY_TIMEOUT_MS: '1000', GATEWAY_BACKOFF_MS: '50' },
  drive: async ({ engine, checkouts, say }) => {
    const settled = await checkouts({
      paid: { totalUsd: 7 },
      declined: { totalUsd: 7, card: 'declined' },
      silent: { totalUsd: 7, card: 'timeout' },
      'another amount': { totalUsd: 7 },
    });
    const paid = settled.find(({ name }) => name === 'another amount');
    if (!paid?.orderId) return; // the shop refused it, which is told as such
    say('a message about another amount');
    const { traceId, spanId } = paid.caller;
    const { rabbitmq } = await engine.addresses();
    await sendWrongAmount(rabbitmq, paid.orderId, `00-${traceId}-${spanId}-01`);
  },
  untouched: 'span-missing',
  expect: [
    nested(consume, validate, { look }),
    nested(validate, worker('SELECT payments'), { look }),
    nested(consume, charge, { look }),
    nested(charge, worker('POST'), { look }),
    endsWhenThrown(consume, validate, { of: ['another amount'], look }),
    span(charge, { of: ['paid'], look, kind: 'INTERNAL', attributes: { [AMOUNT]: 700, [OUTCOME]: 'paid' } }),
    span(charge, {
      of: ['declined'],
      look,
      attributes: { [AMOUNT]: 700, [OUTCOME]: 'declined' },
      status: 'not ERROR',
      exceptions: 0,
    }),
    event(charge, { name: 'retry', each: [retry(2), retry(3)] }, { of: ['silent'], look }),
    span(charge, {
      of: ['silent'],
      look,
      attributes: { [OUTCOME]: 'failed' },
      status: 'ERROR',
      exceptions: 1,
    }),
    recordedOnlyBy(charge, 'silent'),
    recordedOnlyBy(consume, 'another amount'),
    nowhere('the number of the good card', '4242424242424242', { of: ['paid'], look }),
    nowhere('the number of the declined card', '4000000000000002', { of: ['declined'], look }),
    nowhere('the number of the silent card', '4000000000000119', { of: ['silent'], look }),
  ],
  hints: [
    'Begin with inSpan: without a span of its own there is nothing to put attributes on. tracer.startActiveSpan(name, work) makes a span and makes it the active one while work runs.',
    'A span is sent when it ends. End it in a finally, and await the work inside the try: a promise that is only returned is not done yet. On the way out through a catch the span gets the status ERROR.',
    'return tracer.startActiveSpan(name, async (span) => { try { return await work(span); } catch (error) { span.setStatus({ code: SpanStatusCode.ERROR }); throw error; } finally { span.end(); } }). In giveUp: span.recordException(error) and span.setStatus. Where it retries: span.addEvent(name, attributes). In chargeCard: span.setAttribute, before and after the charge.',
  ],
});
