import { SUSPECTS } from './suspects.ts';
import type { Trouble } from './trouble.ts';
import { gatewayFailing } from './troubles/gateway-failing.ts';
import { gatewaySlow } from './troubles/gateway-slow.ts';
import { lostContext } from './troubles/lost-context.ts';
import { memoryLeak } from './troubles/memory-leak.ts';
import { messagesVanish } from './troubles/messages-vanish.ts';
import { poolExhausted } from './troubles/pool-exhausted.ts';
import { rowLock } from './troubles/row-lock.ts';
import { slowInsert } from './troubles/slow-insert.ts';
import { wrongAmounts } from './troubles/wrong-amounts.ts';
import { wrongClock } from './troubles/wrong-clock.ts';

/** Everything that an incident may break. */
export const TROUBLES: readonly [Trouble, ...Trouble[]] = [
  slowInsert,
  rowLock,
  poolExhausted,
  gatewaySlow,
  gatewayFailing,
  messagesVanish,
  wrongAmounts,
  lostContext,
  wrongClock,
  memoryLeak,
];

/** The trouble for which that suspect is to blame. Throws an Error for one that is never. */
export function troubleOf(suspect: string): Trouble {
  const trouble = TROUBLES.find((candidate) => candidate.suspect === suspect);
  if (!trouble)
    throw new Error(`no trouble is called ${suspect}; there are ${Object.keys(SUSPECTS).join(', ')}`);
  return trouble;
}
