// What tests ask of the lab that start-lab.ts started.
import assert from 'node:assert/strict';
import { awaitTrace } from '../lab/checkout/await-trace.ts';
import type { CheckoutWish } from '../lab/checkout/checkout-wish.ts';
import { type CheckoutResult, driveCheckout } from '../lab/checkout/drive-checkout.ts';
import type { Metric } from '../lab/desk/telemetry-types.ts';
import type { TraceDetail } from '../lab/desk/trace-views.ts';
import type { Addresses } from '../lab/engine/engine.ts';
import { openEngine } from '../lab/engine/open-engine.ts';

const TRACE_LIMIT_MS = 10_000;

/** Where every part of the running lab is. */
export function addresses(): Promise<Addresses> {
  return openEngine().addresses();
}

/** Drives one checkout to its end and reads its whole trace back. */
export async function checkoutTrace(
  wish: CheckoutWish = {},
): Promise<{ result: CheckoutResult; trace: TraceDetail }> {
  const { storefront, desk } = await addresses();
  const result = await driveCheckout(storefront, wish);
  assert.ok(result.traceId, `no trace id: ${JSON.stringify(result)}`);
  const trace = await awaitTrace(desk, result.traceId, TRACE_LIMIT_MS);
  assert.ok(trace, 'no span of the checkout has arrived');
  return { result, trace };
}

/** The metrics that the desk got after `sinceMs` (epoch). */
export async function metricsSince(sinceMs: number): Promise<Metric[]> {
  const response = await fetch(`${(await addresses()).desk}/api/metrics`);
  const { metrics } = (await response.json()) as { metrics: Metric[] };
  return metrics.filter(({ points }) => points.some(({ timeMs }) => timeMs > sinceMs));
}

/** How many copies of a book are in stock. */
export async function stockOf(bookId: string): Promise<number> {
  const response = await fetch(`${(await addresses()).storefront}/books/${bookId}`, {
    headers: { accept: 'application/json' },
  });
  return ((await response.json()) as { stock: number }).stock;
}

/** How often the bank really took money for an order. */
export async function chargesOf(orderId: string | null): Promise<string[]> {
  const response = await fetch(`${(await addresses())['payment-gateway']}/charges`);
  const { charges } = (await response.json()) as { charges: string[] };
  return charges.filter((key) => key === orderId);
}

/** The process ids of our services: they change when one of them ended. */
export async function pidsOfServices(): Promise<Record<string, number | null>> {
  const { parts } = await openEngine().status();
  const ours = parts.filter(({ name }) => name !== 'postgres' && name !== 'rabbitmq');
  return Object.fromEntries(ours.map(({ name, pid }) => [name, pid]));
}
