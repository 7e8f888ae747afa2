import type { Pace } from '../../checkout/buy-many.ts';
import type { CheckoutWish } from '../../checkout/checkout-wish.ts';
import type { Span } from '../../desk/telemetry-types.ts';
import type { Sampling } from '../../engine/engine.ts';

/** Customers of one kind. */
export type CrowdGroup = {
  count: number;
  wish?: Pick<CheckoutWish, 'totalUsd' | 'card'>;
  /** Who calls the shop has begun the trace, and says by its flag whether it is recorded. Without it, the shop begins it. */
  caller?: 'records' | 'does-not-record';
};

/** More checkouts than one looks at one by one: how many, of which kinds, and when it is decided what is stored of them. */
export type CrowdPlan<G extends string> = {
  /** In the order in which they come. */
  groups: Record<G, CrowdGroup>;
  pace: Pace;
  /** What the Collector must run with. */
  sampling: Sampling;
  /** Every trace of this group is to be stored. It comes last: when its traces are there, all are decided. */
  allOf: NoInfer<G>;
  /** After that many milliseconds since the last checkout was sent nobody waits for a decision any more. */
  decidedWithinMs: number;
};

/** A checkout of a crowd, with what is stored of its trace: no span when it is not stored. */
export type CrowdCheckout<G extends string = string> = {
  group: G;
  orderId: string;
  traceId: string;
  stored: Span[];
};
