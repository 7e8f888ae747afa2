// 2 orders above $500 a second for 30 s: the bank reviews each for 1 to 3 s, the checkout must not feel it.
import { checkout } from './shared/checkout.ts';
import { followOrder } from './shared/follow-order.ts';
import { constantLoad } from './shared/open-load.ts';
import { readLoad } from './shared/read-load.ts';

const ABOVE_500_USD = [{ bookId: 'collected-traces', quantity: 3 }];

export const options = constantLoad('big-orders', readLoad({ perSecond: 2, seconds: 30 }), {
  http_req_failed: ['rate==0'],
  checkout_duration: ['p(95)<300'],
  // Slower than a second, or they were not reviewed; slower than five, or they queue up behind each other.
  order_settle_duration: ['med>1000', 'p(95)<5000'],
});

export default function bigOrders(): void {
  const order = checkout(ABOVE_500_USD);
  if (order) followOrder(order);
}
