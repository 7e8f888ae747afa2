// 1 checkout a second for 20 s, each order followed to its end: does the shop work at all?
import { checkout } from './shared/checkout.ts';
import { chooseBook } from './shared/choose-book.ts';
import { followOrder } from './shared/follow-order.ts';
import { constantLoad } from './shared/open-load.ts';
import { readLoad } from './shared/read-load.ts';

export const options = constantLoad('smoke', readLoad({ perSecond: 1, seconds: 20 }), {
  http_req_failed: ['rate==0'],
  checkout_duration: ['p(95)<2000'],
  orders_paid: ['count>0'],
});

export default function smoke(): void {
  const order = checkout(chooseBook());
  if (order) followOrder(order);
}
