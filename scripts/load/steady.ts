// 10 checkouts a second for 1 min, one order in five followed: an ordinary day, the baseline for everything else.
import { checkout } from './shared/checkout.ts';
import { chooseBook } from './shared/choose-book.ts';
import { everyNth } from './shared/every-nth.ts';
import { followOrder } from './shared/follow-order.ts';
import { constantLoad } from './shared/open-load.ts';
import { readLoad } from './shared/read-load.ts';

const FOLLOWED = 5;

export const options = constantLoad('steady', readLoad({ perSecond: 10, seconds: 60 }), {
  http_req_failed: ['rate<0.001'],
  checkout_duration: ['p(95)<300', 'p(99)<1000'],
  order_settle_duration: ['p(95)<2000'],
});

export default function steady(): void {
  const order = checkout(chooseBook());
  if (order && everyNth(FOLLOWED)) followOrder(order);
}
