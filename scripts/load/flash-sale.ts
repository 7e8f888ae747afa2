// Up to 20 checkouts a second within 1 min, half of them for a book with three copies: it sells out, all else goes on.
import { Counter } from 'k6/metrics';
import { CARDS, checkout } from './shared/checkout.ts';
import { chooseBook } from './shared/choose-book.ts';
import { everyNth } from './shared/every-nth.ts';
import { followOrder } from './shared/follow-order.ts';
import { rampingLoad } from './shared/open-load.ts';
import { readLoad } from './shared/read-load.ts';

const SCARCE = [{ bookId: 'signed-first-edition', quantity: 1 }];
const COPIES = 3;
const FOLLOWED = 10;

const copiesSold = new Counter('scarce_copies_sold');

const doorsOpen = [
  { toRate: 0.1, time: 0.2 },
  { toRate: 1, time: 0.2 },
  { toRate: 1, time: 0.4 },
  { toRate: 0.1, time: 0.2 },
];

export const options = rampingLoad('flash-sale', readLoad({ perSecond: 20, seconds: 60 }), doorsOpen, {
  http_req_failed: ['rate<0.001'],
  checkout_duration: ['p(95)<500'],
  orders_sold_out: ['count>0'],
  scarce_copies_sold: [`count<=${COPIES}`],
});

export default function flashSale(): void {
  if (everyNth(2)) buyScarce();
  else buyOrdinary();
}

// A declined card gives the copy back, and somebody else may have it. The lab never restocks: a second sale finds what the
// first one left.
function buyScarce(): void {
  const order = checkout(SCARCE, everyNth(4) ? CARDS.declined : CARDS.approved);
  if (order && followOrder(order) === 'paid') copiesSold.add(1);
}

function buyOrdinary(): void {
  const order = checkout(chooseBook());
  if (order && everyNth(FOLLOWED, 1)) followOrder(order);
}
