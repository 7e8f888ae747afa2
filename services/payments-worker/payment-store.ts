import type { PaymentSettled } from '../shared/messages.ts';
import type { RunStatement, Statement } from '../shared/postgres.ts';

type Outcome = PaymentSettled['outcome'];

/** A payment that came to its end; the amount in US cents. */
export type Payment = { orderId: string; outcome: Outcome; amountCents: number; reference: string | null };

/** What the database knows of an order that wants to be paid; `outcome` is null until its payment is settled. */
export type PayableOrder = { totalCents: number; outcome: Outcome | null };

const FIND: Statement = {
  name: 'SELECT payments',
  text: `select orders.total_cents as "totalCents", payments.outcome
    from orders left join payments on payments.order_id = orders.id where orders.id = $1`,
};

const INSERT: Statement = {
  name: 'INSERT payments',
  text: `insert into payments (order_id, outcome, amount_cents, gateway_reference) values ($1, $2, $3, $4)
    on conflict (order_id) do nothing`,
};

/** The order to pay, with its payment if there is one; undefined for an unknown order. */
export async function findPayableOrder(
  run: RunStatement,
  orderId: string,
): Promise<PayableOrder | undefined> {
  return (await run<PayableOrder>(FIND, [orderId]))[0];
}

/** Writes the payment of an order; a second one for the same order changes nothing. */
export async function insertPayment(run: RunStatement, payment: Payment): Promise<void> {
  await run(INSERT, [payment.orderId, payment.outcome, payment.amountCents, payment.reference]);
}
