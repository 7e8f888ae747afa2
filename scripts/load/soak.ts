// 5 checkouts a second for 15 min, one order in twenty followed: what grows, leaks or fills up shows here.
import { checkout } from './shared/checkout.ts';
import { chooseBook } from './shared/choose-book.ts';
import { everyNth } from './shared/every-nth.ts';
import { followOrder } from './shared/follow-order.ts';
import { constantLoad } from './shared/open-load.ts';
import { readLoad } from './shared/read-load.ts';

const FOLLOWED = 20;

export const options = constantLoad('soak', readLoad({ perSecond: 5, seconds: 900 }), {
  http_req_failed: ['rate<0.0001'],
  checkout_duration: ['p(95)<300', 'p(99)<1000', 'max<5000'],
  order_settle_duration: ['p(95)<2000'],
});

export default function soak(): void {
  const order = checkout(chooseBook());
  if (order && everyNth(FOLLOWED)) followOrder(order);
}
