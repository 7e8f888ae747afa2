import type { CheckoutWish } from '../checkout/checkout-wish.ts';
import type { CheckoutResult } from '../checkout/drive-checkout.ts';
import type { Log, Span } from '../desk/telemetry-types.ts';
import type { Addresses } from '../engine/engine.ts';

/** A message of the checkout as it passed the broker; headers as they stand in AMQP. */
export type PeekedMessage = { name: string; orderId: string; headers: Record<string, unknown> };

/** One checkout that the check has driven, and all that is known of it by now. */
export type DrivenCheckout = CheckoutResult & {
  /** Its name in the chapter's `drive`. */
  name: string;
  wish: CheckoutWish;
  /** The trace that the check began for it, and the span that called the shop: both made up, 32 and 16 hex digits. */
  caller: { traceId: string; spanId: string };
  /** The spans of the caller's trace. */
  spans: Span[];
  /** All spans of other traces in which its order id occurs. */
  elsewhere: Span[];
  /** The log lines of the caller's trace. */
  logs: Log[];
  /** Log lines that name its order and carry no trace id, or another one. */
  looseLogs: Log[];
  messages: PeekedMessage[];
};

/** What one run of a check has seen so far. */
export type Evidence = {
  checkouts: DrivenCheckout[];
  /** When the check began to drive, epoch milliseconds. */
  sinceMs: number;
  /** Services whose spans arrived since then, of whatever trace. */
  heard: string[];
  addresses: Addresses;
};
