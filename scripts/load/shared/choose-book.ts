import exec from 'k6/execution';
import type { Basket } from './checkout.ts';

const PLENTIFUL = [
  'tail-risk',
  'exactly-once',
  'clock-skew',
  'propagation',
  'the-lost-span',
  'baggage-claims',
  'the-collectors',
  'the-queue-at-midnight',
];

/** One to three copies of a book that does not run out; the next customer takes the next book. */
export function chooseBook(): Basket {
  const turn = exec.scenario.iterationInTest;
  return [{ bookId: PLENTIFUL[turn % PLENTIFUL.length] ?? 'tail-risk', quantity: 1 + (turn % 3) }];
}
