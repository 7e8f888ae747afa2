import { Counter, Trend } from 'k6/metrics';

const MILLISECONDS = true;

/** From sending `POST /checkout` to its answer. */
export const checkoutDuration = new Trend('checkout_duration', MILLISECONDS);
/** From the accepted checkout until the order was seen settled: the queues and the bank. */
export const settleDuration = new Trend('order_settle_duration', MILLISECONDS);

export const ordersAccepted = new Counter('orders_accepted');
/** Refused because the stock does not reach: a business answer, not a failure. */
export const ordersSoldOut = new Counter('orders_sold_out');

/** How the orders that were followed ended. */
export const ordersPaid = new Counter('orders_paid');
export const ordersDeclined = new Counter('orders_declined');
export const ordersFailed = new Counter('orders_failed');
export const ordersUnsettled = new Counter('orders_unsettled');
/** Settled, but not as the card says. */
export const ordersWrongOutcome = new Counter('orders_wrong_outcome');
