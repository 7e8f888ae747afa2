import { namesSpan } from '../../lab/checks/answers/names-span.ts';
import { numberIn } from '../../lab/checks/answers/number-in.ts';
import { selfTimeMs } from '../../lab/checks/answers/self-time-ms.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import type { DrivenCheckout, Evidence } from '../../lab/checks/evidence.ts';
import { atMostSpans } from '../../lab/checks/expect/at-most-spans.ts';
import { span } from '../../lab/checks/expect/span.ts';

const SEAM = 'services/orders/book-store.ts';
const takeStock = { service: 'orders', name: 'UPDATE books' };
/** The bank takes at least a second for a review, and at most some tenths without one. */
const REVIEWED_MS = 900;

function checkoutNamed({ checkouts }: Evidence, wanted: string): DrivenCheckout {
  const checkout = checkouts.find(({ name }) => name === wanted);
  if (!checkout) throw new Error(`No checkout is called “${wanted}”.`);
  return checkout;
}

function slowest({ spans }: DrivenCheckout) {
  const ranked = spans
    .map((one) => ({ ...one, selfMs: selfTimeMs(one, spans) }))
    .sort((a, b) => b.selfMs - a.selfMs);
  if (!ranked[0]) throw new Error('The trace has no span.');
  return ranked[0];
}

const rootMs = ({ spans }: DrivenCheckout): number =>
  spans.find(({ name }) => name === 'POST /checkout')?.durationMs ?? 0;

/** The smallest basket in whole dollars that the bank took its time for. */
const reviewedFrom = ({ checkouts }: Evidence): number =>
  Math.min(
    ...checkouts
      .filter((checkout) => slowest(checkout).selfMs > REVIEWED_MS)
      .map(({ wish }) => wish.totalUsd ?? Number.POSITIVE_INFINITY),
  );

/** The part of the lab that the span has called: by name in containers, else by the port of its address. */
function calledPart({ addresses }: Evidence, { attributes }: ReturnType<typeof slowest>): string {
  const [host, port] = [attributes['server.address'], attributes['server.port']].map(String);
  const parts = Object.entries(addresses);
  const called =
    parts.find(([name]) => name === host) ??
    parts.find(([, url]) => typeof url === 'string' && new URL(url).port === port);
  return called?.[0] ?? `${host}:${port}`;
}

export const chapter = defineChapter({
  title: 'Where the time went',
  minutes: 25,
  needs: 'base',
  drive: { small: {}, basket: { totalUsd: 312 }, at: { totalUsd: 500 }, above: { totalUsd: 501 } },
  untouched: 'too-many-spans',
  expect: [
    span(takeStock, { of: ['small', 'basket'], kind: 'CLIENT', look: SEAM }),
    atMostSpans(
      5,
      'database statements of orders',
      ({ service, attributes }) => service === 'orders' && 'db.system.name' in attributes,
      { look: SEAM },
    ),
  ],
  questions: [
    {
      ask: 'In which span does an order of $501 spend its time? (service and span)',
      answer: (evidence) => {
        const { service, name } = slowest(checkoutNamed(evidence, 'above'));
        return `${service} ${name}`;
      },
      accepts: (given, evidence) => namesSpan(given, slowest(checkoutNamed(evidence, 'above')), true),
      nudge:
        'Several bars are as long as each other. All but the deepest of them only wait for the one below. Take that one, and say whose it is.',
      because: (evidence) =>
        `${slowest(checkoutNamed(evidence, 'above')).selfMs.toFixed(0)} ms of self time. The spans above it only wait for it.`,
    },
    {
      ask: 'Which part of the lab does that span wait for? It sends no spans of its own.',
      answer: (evidence) => calledPart(evidence, slowest(checkoutNamed(evidence, 'above'))),
      // What the shop calls it.
      accepts: (given, evidence) =>
        /^(the )?(bank|payment gateway)$/i.test(given) &&
        calledPart(evidence, slowest(checkoutNamed(evidence, 'above'))) === 'payment-gateway',
      nudge:
        'Select the span on the page of the trace: server.port says who was called. npx lab status says who listens there.',
      because: () =>
        'payment-gateway is a third party without telemetry, as banks are. The caller’s CLIENT span is all that you will ever see of it, and it is enough to name it.',
    },
    {
      ask: 'What is the smallest order, in whole dollars, that waits?',
      answer: (evidence) => String(reviewedFrom(evidence)),
      accepts: (given, evidence) => numberIn(given) === reviewedFrom(evidence),
      nudge: 'Buy for $500, and for a dollar more. Look at both traces.',
      because: (evidence) =>
        `From $${reviewedFrom(evidence)} on the bank reviews the payment by hand. No metric has the amount as a label, and none should: the trace has it as an attribute, bookstore.order.total_cents.`,
    },
    {
      ask: 'Did the shop’s answer, POST /checkout, become a second slower for that order?',
      choices: ['yes', 'no'],
      answer: (evidence) =>
        rootMs(checkoutNamed(evidence, 'above')) - rootMs(checkoutNamed(evidence, 'at')) > REVIEWED_MS
          ? 'yes'
          : 'no',
      nudge: 'Compare the first line of both traces.',
      because: (evidence) =>
        `It took ${rootMs(checkoutNamed(evidence, 'above')).toFixed(0)} ms. The wait lies behind the queue: every latency graph of storefront and orders stays flat while customers wait for their receipt.`,
    },
    {
      ask: 'A shop sells for $10 million a day, and loses 2 % of its checkouts. How many dollars is that an hour?',
      answer: () => String(Math.round((10_000_000 / 24) * 0.02)),
      accepts: (given) => Math.abs((numberIn(given) ?? 0) - (10_000_000 / 24) * 0.02) <= 100,
      nudge: 'First the sales of one hour. Then 2 % of them.',
      because: () =>
        '$417k an hour, and 2 % of that is $8.3k. The number that goes round for this example is $83k: ten times too much. Compute it yourself before you put it on a slide.',
    },
  ],
  hints: [
    'Buy for $312 and look at the trace: four books, and the same span name four times, one after the other. Which function asks once for each line?',
    'A statement can take lists: unnest($1::text[], $2::int[]) makes a table of them, with one row for each line of the basket. Join it to books in the update.',
    'update books set stock = books.stock - wanted.quantity from (select id, quantity from books join unnest($1::text[], $2::int[]) as line (book_id, quantity) on id = book_id where stock >= quantity order by id for update of books) as wanted where books.id = wanted.id and books.stock >= wanted.quantity returning books.id, books.price_cents as "priceCents"; run it once with [ids, quantities], and make the Map from all rows.',
  ],
});
