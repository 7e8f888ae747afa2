import { readFileSync } from 'node:fs';
import { z } from 'zod';

// Numbers by name (`count`, `rate`, `p(95)`), and of each threshold whether it was crossed.
const metricSchema = z
  .object({ thresholds: z.record(z.string(), z.boolean()).default({}) })
  .catchall(z.number());

export type Summary = z.infer<typeof summarySchema>;

const summarySchema = z.object({ metrics: z.record(z.string(), metricSchema) });

/** A threshold that did not hold, and the number that broke it. */
export type CrossedThreshold = { metric: string; expression: string; value: number | undefined };

/** Reads what k6 wrote with `--summary-export`; undefined when it has written nothing. */
export function readSummary(path: string): Summary | undefined {
  try {
    return summarySchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

/** One number of one metric; undefined when nothing was measured. */
export function measured({ metrics }: Summary, metric: string, number: string): number | undefined {
  const value = metrics[metric]?.[number];
  return typeof value === 'number' ? value : undefined;
}

/** The thresholds that were crossed. */
export function crossedThresholds(summary: Summary): CrossedThreshold[] {
  return Object.entries(summary.metrics).flatMap(([metric, { thresholds }]) =>
    Object.entries(thresholds)
      .filter(([, crossed]) => crossed)
      .map(([expression]) => ({
        metric,
        expression,
        value: measured(summary, metric, numberOf(expression)),
      })),
  );
}

// `p(95)<300` is about `p(95)`; the rate of a Rate is called `value`.
function numberOf(expression: string): string {
  const name = /^[a-z]+(\([\d.]+\))?/.exec(expression)?.[0] ?? '';
  return name === 'rate' ? 'value' : name;
}
