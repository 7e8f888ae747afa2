import { setTimeout as after } from 'node:timers/promises';
import { type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import { PAYMENT_AMOUNT_CENTS, PAYMENT_ATTEMPT, PAYMENT_OUTCOME } from '../shared/attributes.ts';
import { DeadlineExceeded, InvalidMessage, Unavailable } from '../shared/errors.ts';
import type { OrderPlaced, PaymentSettled } from '../shared/messages.ts';
import type { GatewayAnswer } from './gateway-client.ts';
import type { PayableOrder, Payment } from './payment-store.ts';
import { recordSalesChannel } from './payment-telemetry.ts';

/** What taking a payment needs; `attempts` and `backoffMs` bound the calls to the gateway. */
export type TakePaymentParts = {
  findPayableOrder: (orderId: string) => Promise<PayableOrder | undefined>;
  requestCharge: (payment: {
    orderId: string;
    amountCents: number;
    cardNumber: string;
  }) => Promise<GatewayAnswer>;
  insertPayment: (payment: Payment) => Promise<void>;
  publishPaymentSettled: (message: PaymentSettled) => Promise<void>;
  onSettled: (message: PaymentSettled, durationMs: number) => void;
  attempts: number;
  backoffMs: number;
};

type Charged = { outcome: PaymentSettled['outcome']; reference: string | null };

const tracer = trace.getTracer('bookstore');

/** Charges an accepted order once and says how it ended. A repeated message repeats the answer, not the charge. */
export async function takePayment(parts: TakePaymentParts, order: OrderPlaced): Promise<void> {
  const startedMs = performance.now();
  recordSalesChannel();
  const earlier = await validatePayment(parts, order);
  const settled = { orderId: order.orderId, outcome: earlier ?? (await chargeAndStore(parts, order)) };
  trace.getActiveSpan()?.setAttribute(PAYMENT_OUTCOME, settled.outcome);
  await parts.publishPaymentSettled(settled);
  parts.onSettled(settled, performance.now() - startedMs);
}

function validatePayment(
  parts: TakePaymentParts,
  order: OrderPlaced,
): Promise<PaymentSettled['outcome'] | null> {
  return inSpan('validate payment', async () => {
    const known = await parts.findPayableOrder(order.orderId);
    if (!known) throw new InvalidMessage('unknown-order', `there is no order ${order.orderId}`);
    if (known.totalCents !== order.totalCents) {
      throw new InvalidMessage('wrong-amount', `order ${order.orderId} is about another amount`);
    }
    return known.outcome;
  });
}

async function chargeAndStore(
  parts: TakePaymentParts,
  order: OrderPlaced,
): Promise<PaymentSettled['outcome']> {
  const { outcome, reference } = await chargeCard(parts, order);
  await parts.insertPayment({ orderId: order.orderId, outcome, amountCents: order.totalCents, reference });
  return outcome;
}

function chargeCard(parts: TakePaymentParts, order: OrderPlaced): Promise<Charged> {
  return inSpan('charge card', async (span) => {
    span.setAttribute(PAYMENT_AMOUNT_CENTS, order.totalCents);
    const charged = await chargeWithRetries(parts, order, span);
    span.setAttribute(PAYMENT_OUTCOME, charged.outcome);
    return charged;
  });
}

// A declined card is an answer. No answer, attempt after attempt, is the error; recorded once, when we give up.
async function chargeWithRetries(parts: TakePaymentParts, order: OrderPlaced, span: Span): Promise<Charged> {
  const payment = { orderId: order.orderId, amountCents: order.totalCents, cardNumber: order.card.number };
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await parts.requestCharge(payment);
    } catch (error) {
      if (!(error instanceof Unavailable)) throw error;
      if (attempt >= parts.attempts) return giveUp(span, error);
      span.addEvent('retry', { [PAYMENT_ATTEMPT]: attempt + 1, 'error.type': error.name });
      await after(parts.backoffMs * 2 ** (attempt - 1));
    }
  }
}

// Silence from the bank ends the order as failed. A bank that is down is no answer about this order: try the message later.
function giveUp(span: Span, error: Unavailable): Charged {
  if (!(error instanceof DeadlineExceeded)) throw error;
  span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  return { outcome: 'failed', reference: null };
}

function inSpan<T>(name: string, work: (span: Span) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
      throw error;
    } finally {
      span.end();
    }
  });
}
