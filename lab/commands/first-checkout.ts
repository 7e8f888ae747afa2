import { awaitTrace } from '../checkout/await-trace.ts';
import { driveCheckout } from '../checkout/drive-checkout.ts';
import type { Addresses } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { drawWaterfall } from '../terminal/waterfall.ts';

const TRACE_LIMIT_MS = 10_000;
const DEFAULT_WIDTH = 100;

/** Buys one book and reads its whole trace back: only then does the lab work. Throws LabError when it does not. */
export async function firstCheckout(addresses: Addresses): Promise<void> {
  const { traceId, outcome, httpStatus } = await driveCheckout(addresses.storefront);
  if (outcome !== 'paid' || traceId === null) {
    throw new LabError(`The first checkout was not paid: ${outcome} (HTTP ${httpStatus}).`, {
      next: ['npx lab status', 'npx lab doctor'],
    });
  }
  const trace = await awaitTrace(addresses.desk, traceId, TRACE_LIMIT_MS);
  if (!trace) {
    throw new LabError('The first checkout was paid, but its trace has not arrived.', {
      next: ['npx lab logs desk', 'npx lab doctor'],
    });
  }
  console.log(
    `A first checkout, paid, and its trace read back:\n\n${drawWaterfall(trace, process.stdout.columns || DEFAULT_WIDTH)}\n`,
  );
  if (!trace.complete)
    throw new LabError('That trace is not whole; see above.', { next: ['npx lab doctor'] });
}
