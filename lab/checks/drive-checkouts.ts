import { randomBytes } from 'node:crypto';
import { type CheckoutResult, type CheckoutWish, driveCheckout } from '../checkout/drive-checkout.ts';
import type { DrivenCheckout } from './evidence.ts';

/** A checkout as it was driven, before anything is known of its telemetry. */
export type SettledCheckout = CheckoutResult & Pick<DrivenCheckout, 'name' | 'wish' | 'caller' | 'startedMs'>;

/**
 * Buys all these baskets at once, each within a trace that begins here, and waits until each order is settled or its time
 * is over. Throws LabError when the shop cannot be reached.
 */
export function driveCheckouts(
  shopUrl: string,
  wishes: Record<string, CheckoutWish>,
): Promise<SettledCheckout[]> {
  return Promise.all(
    Object.entries(wishes).map(async ([name, wish]) => {
      const caller = { traceId: randomHex(16), spanId: randomHex(8) };
      const startedMs = Date.now();
      const headers = { traceparent: `00-${caller.traceId}-${caller.spanId}-01`, ...wish.headers };
      const result = await driveCheckout(shopUrl, { ...wish, headers });
      return { ...result, name, wish, caller, startedMs };
    }),
  );
}

function randomHex(bytes: number): string {
  return randomBytes(bytes).toString('hex');
}
