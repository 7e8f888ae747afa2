import { LabError } from '../engine/lab-error.ts';
import type { Sample } from './ask-prometheus.ts';

const ANSWER_LIMIT_MS = 5_000;

/** One of the Collector's own metrics as it tells it; `name` without the `otelcol_` before it and any `_total` behind it. */
export type CollectorSample = Sample & { name: string };

/**
 * What the Collector tells about itself at `url`, since it started (https://opentelemetry.io/docs/collector/internal-telemetry/).
 * Throws LabError when it does not answer.
 */
export async function askCollector(url: string): Promise<CollectorSample[]> {
  const text = await fetch(new URL('/metrics', url), { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) })
    .then((response) => response.text())
    .catch((cause: unknown) => {
      throw new LabError('The Collector does not answer.', {
        cause,
        next: ['npx lab status', 'npx lab logs collector'],
      });
    });
  return [...text.matchAll(/^otelcol_(\w+?)(?:_total)?(?:\{(.*)\})? (\S+)$/gm)].map(
    ([, name = '', labels = '', value]) => ({ name, labels: labelsOf(labels), value: Number(value) }),
  );
}

/** The sum of all samples of these names that have these labels. */
export function sumOf(
  samples: readonly CollectorSample[],
  names: RegExp,
  labels: Record<string, string> = {},
): number {
  return samples
    .filter(({ name }) => names.test(name))
    .filter((sample) => Object.entries(labels).every(([key, value]) => sample.labels[key] === value))
    .reduce((sum, { value }) => sum + value, 0);
}

function labelsOf(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)].map(([, key = '', value = '']) => [key, value]),
  );
}
