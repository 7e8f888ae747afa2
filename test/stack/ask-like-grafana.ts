// What Grafana asks Prometheus for panels, variables and rules.
import assert from 'node:assert/strict';
import { z } from 'zod';
import { askStore } from '../../lab/stores/ask-store.ts';
import { addresses } from '../running-lab.ts';

const PROMETHEUS = { name: 'Prometheus', part: 'prometheus' } as const;
const RANGE_SECONDS = 300;
const STEP_SECONDS = 15;

const pointSchema = z.tuple([z.number(), z.string()]);
const seriesSchema = z.object({
  data: z.object({
    result: z.array(
      z.object({
        metric: z.record(z.string(), z.string()),
        value: pointSchema.optional(),
        values: z.array(pointSchema).optional(),
      }),
    ),
  }),
});
const ruleSchema = z.object({ name: z.string(), health: z.string(), state: z.string().optional() });
const rulesSchema = z.object({
  data: z.object({ groups: z.array(z.object({ rules: z.array(ruleSchema) })) }),
});
const namesSchema = z.object({ data: z.array(z.string()) });

/** The labels of the series that a panel's query finds: over the last five minutes, or (`instant`) now. NaN is nothing. */
export async function findSeries(query: string, instant = false): Promise<Record<string, string>[]> {
  const now = Math.ceil(Date.now() / 1_000);
  const range = { start: String(now - RANGE_SECONDS), end: String(now), step: String(STEP_SECONDS) };
  const url = await prometheusUrl(instant ? 'query' : 'query_range', { query, ...(instant ? {} : range) });
  const { data } = await askStore(PROMETHEUS, url, seriesSchema);
  return data.result
    .filter(({ value, values = value ? [value] : [] }) =>
      values.some(([, number]) => Number.isFinite(Number(number))),
    )
    .map(({ metric }) => metric);
}

/** Every rule that Prometheus has loaded. */
export async function loadedRules(): Promise<z.infer<typeof ruleSchema>[]> {
  const { data } = await askStore(PROMETHEUS, await prometheusUrl('rules'), rulesSchema);
  return data.groups.flatMap(({ rules }) => rules);
}

/** The stored values of a label: of all metrics, or of one. `__name__` gives the names of the metrics. */
export async function labelValues(label: string, metric?: string): Promise<string[]> {
  const url = await prometheusUrl(`label/${label}/values`, metric ? { 'match[]': metric } : {});
  return (await askStore(PROMETHEUS, url, namesSchema)).data;
}

/** The names of all stored labels. */
export async function labelNames(): Promise<string[]> {
  return (await askStore(PROMETHEUS, await prometheusUrl('labels'), namesSchema)).data;
}

async function prometheusUrl(path: string, parameters: Record<string, string> = {}): Promise<URL> {
  const { prometheus } = await addresses();
  assert.ok(prometheus, 'this needs the full stack: npx lab up --full');
  return new URL(`/api/v1/${path}?${new URLSearchParams(parameters)}`, prometheus);
}
