// 5 checkouts a second for 30 s, every second card declined: a declined card is an outcome, not an error.
import { CARDS, checkout } from './shared/checkout.ts';
import { chooseBook } from './shared/choose-book.ts';
import { everyNth } from './shared/every-nth.ts';
import { followOrder } from './shared/follow-order.ts';
import { constantLoad } from './shared/open-load.ts';
import { readLoad } from './shared/read-load.ts';

export const options = constantLoad('declined-cards', readLoad({ perSecond: 5, seconds: 30 }), {
  http_req_failed: ['rate==0'],
  checkout_duration: ['p(95)<300'],
  orders_declined: ['count>0'],
  orders_failed: ['count==0'],
});

export default function declinedCards(): void {
  const order = checkout(chooseBook(), everyNth(2) ? CARDS.declined : CARDS.approved);
  if (order) followOrder(order);
}
