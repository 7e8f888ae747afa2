import { z } from 'zod';
import { requestJson } from '../shared/http-client.ts';

/** What the payment gateway said: money taken, or not. */
export type GatewayAnswer = { outcome: 'paid' | 'declined'; reference: string };

const answerSchema = z.object({ approved: z.boolean(), reference: z.string() });

/**
 * Asks the gateway at `url` to charge a card, once per order however often it is asked. Throws DeadlineExceeded after
 * `timeoutMs`, Unavailable when the gateway is down or broken.
 */
export async function requestCharge(
  url: string,
  timeoutMs: number,
  payment: { orderId: string; amountCents: number; cardNumber: string },
): Promise<GatewayAnswer> {
  const answer = await requestJson({
    method: 'POST',
    url: `${url}/charges`,
    headers: { 'Idempotency-Key': payment.orderId },
    body: { cardNumber: payment.cardNumber, amountCents: payment.amountCents },
    timeoutMs,
    schema: answerSchema,
  });
  return { outcome: answer.approved ? 'paid' : 'declined', reference: answer.reference };
}
