import type { CheckoutWish } from '../checkout/checkout-wish.ts';
import { type CheckoutResult, driveCheckout } from '../checkout/drive-checkout.ts';
import { makeCaller } from '../checkout/make-caller.ts';
import type { DrivenCheckout } from './evidence.ts';

/** A checkout as it was driven, before anything is known of its telemetry. */
export type SettledCheckout = CheckoutResult & Pick<DrivenCheckout, 'name' | 'wish' | 'caller'>;

/**
 * Buys all these baskets at once, each within a trace that begins here, and waits until each order is settled or its time
 * is over. `meanwhile` runs as soon as the shop has answered all of them. Throws LabError when the shop cannot be reached.
 */
export async function driveCheckouts(
  shopUrl: string,
  wishes: Record<string, CheckoutWish>,
  meanwhile: () => Promise<void> = async () => {},
): Promise<SettledCheckout[]> {
  const driven = Object.entries(wishes).map(([name, wish]) => {
    const answered = Promise.withResolvers<void>();
    return { answered: answered.promise, settled: drive(shopUrl, name, wish, answered.resolve) };
  });
  const settled = Promise.all(driven.map((checkout) => checkout.settled));
  const answered = Promise.all(driven.map((checkout) => checkout.answered));
  // A shop that does not answer ends both.
  await Promise.all([settled, Promise.race([answered, settled]).then(meanwhile)]);
  return settled;
}

async function drive(
  shopUrl: string,
  name: string,
  wish: CheckoutWish,
  onAnswer: () => void,
): Promise<SettledCheckout> {
  const { traceparent, ...caller } = makeCaller({ sampled: true });
  const headers = { traceparent, ...wish.headers };
  const result = await driveCheckout(shopUrl, { ...wish, headers }, onAnswer);
  return { ...result, name, wish, caller };
}
