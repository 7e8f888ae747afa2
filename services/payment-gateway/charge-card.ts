import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';

/** What the bank is asked to do; the amount in US cents. The key names the payment, however often it is asked. */
export type Charge = { idempotencyKey: string; cardNumber: string; amountCents: number };

export type ChargeAnswer = { approved: boolean; reference: string };

/** How slow and unreliable the bank is: milliseconds, US cents, and a rate from 0 to 1. */
export type BankSettings = {
  latencyMs: [min: number, max: number];
  reviewAboveCents: number;
  reviewMs: [min: number, max: number];
  failureRate: number;
};

const DECLINED_CARD = '4000000000000002';
const SILENT_CARD = '4000000000000119';
const SILENCE_MS = 60_000;
const MAX_REMEMBERED = 100_000;

/** A bank that answers a repeated payment like the first time, and keeps a ledger of every time it really took money. */
export function createBank(settings: BankSettings) {
  const answers = new Map<string, ChargeAnswer>();
  const ledger: string[] = [];
  return {
    /** Charges once per idempotency key. `undefined` means the bank broke; a silent card gets no answer for a minute. */
    charge: async (charge: Charge, signal: AbortSignal): Promise<ChargeAnswer | undefined> => {
      if (charge.cardNumber === SILENT_CARD) await after(SILENCE_MS, undefined, { signal });
      const range = charge.amountCents > settings.reviewAboveCents ? settings.reviewMs : settings.latencyMs;
      await after(between(range), undefined, { signal });
      if (Math.random() < settings.failureRate) return undefined;
      const known = answers.get(charge.idempotencyKey);
      if (known) return known;
      const answer = { approved: charge.cardNumber !== DECLINED_CARD, reference: randomUUID() };
      remember(answers, charge.idempotencyKey, answer);
      if (answer.approved) ledger.push(charge.idempotencyKey);
      if (ledger.length > MAX_REMEMBERED) ledger.shift();
      return answer;
    },
    /** The idempotency key of every charge that took money, oldest first; a key twice would be money taken twice. */
    ledger: (): readonly string[] => ledger,
  };
}

function remember(answers: Map<string, ChargeAnswer>, key: string, answer: ChargeAnswer): void {
  answers.set(key, answer);
  const [oldest] = answers.keys();
  if (answers.size > MAX_REMEMBERED && oldest !== undefined) answers.delete(oldest);
}

function between([min, max]: [number, number]): number {
  return min + Math.random() * (max - min);
}
