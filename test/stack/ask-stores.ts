// Asks Prometheus, Loki and Tempo what Grafana would ask them. Every answer is bounded in time.
import { stackAddresses } from './stack-addresses.ts';

const ANSWER_LIMIT_MS = 10_000;
const RANGE_SECONDS = 300;
const STEP_SECONDS = 15;

/** A series with the numbers that it has in the time range; no number where the value is NaN or infinite. */
export type Series = { labels: Record<string, string>; values: number[] };

type PrometheusSeries = {
  metric: Record<string, string>;
  value?: [number, string];
  values?: [number, string][];
};

/** The series of a PromQL query: over the last minutes, or (`instant`) now. Throws what Prometheus complains about. */
export async function askPrometheus(query: string, instant = false): Promise<Series[]> {
  const { prometheus } = await stackAddresses();
  const path = instant ? 'query' : 'query_range';
  const time = instant ? {} : { ...lastMinutes(), step: String(STEP_SECONDS) };
  const { result } = await ask<{ result: PrometheusSeries[] }>(`${prometheus}/api/v1/${path}`, {
    query,
    ...time,
  });
  return result
    .map(({ metric, value, values }) => ({
      labels: metric,
      values: (values ?? (value ? [value] : [])).map(([, text]) => Number(text)).filter(Number.isFinite),
    }))
    .filter(({ values }) => values.length > 0);
}

/** The labels of every exemplar behind a PromQL query of the last minutes. */
export async function askExemplars(query: string): Promise<Record<string, string>[]> {
  const { prometheus } = await stackAddresses();
  const series = await ask<{ exemplars: { labels: Record<string, string> }[] }[]>(
    `${prometheus}/api/v1/query_exemplars`,
    { query, ...lastMinutes() },
  );
  return series.flatMap(({ exemplars }) => exemplars.map(({ labels }) => labels));
}

/** What Prometheus says of its rules: name, kind, health. */
export async function askRules(): Promise<{ name: string; type: string; health: string; state?: string }[]> {
  const { prometheus } = await stackAddresses();
  const { groups } = await ask<{ groups: { rules: { name: string; type: string; health: string }[] }[] }>(
    `${prometheus}/api/v1/rules`,
    {},
  );
  return groups.flatMap(({ rules }) => rules);
}

/** The values of a label on a metric. */
export async function askLabelValues(label: string, metric: string): Promise<string[]> {
  const { prometheus } = await stackAddresses();
  return ask<string[]>(`${prometheus}/api/v1/label/${label}/values`, { 'match[]': metric });
}

/** The labels, structured metadata included, of every line that a LogQL query finds in the last minutes. */
export async function askLoki(query: string): Promise<Record<string, string>[]> {
  const { loki } = await stackAddresses();
  const { result } = await ask<{ result: { stream: Record<string, string> }[] }>(
    `${loki}/loki/api/v1/query_range`,
    { query, ...lastMinutes() },
  );
  return result.map(({ stream }) => stream);
}

/** The ids of the traces that a TraceQL query finds in the last minutes, 32 hex digits each. */
export async function askTempo(query: string): Promise<string[]> {
  const { tempo } = await stackAddresses();
  const { traces = [] } = await askRaw<{ traces?: { traceID: string }[] }>(`${tempo}/api/search`, {
    q: query,
    limit: '20',
    ...lastMinutes(),
  });
  return traces.map(({ traceID }) => traceID.padStart(32, '0')); // Tempo leaves leading zeros out
}

/** Whether Tempo has that trace. */
export async function traceIsStored(traceId: string): Promise<boolean> {
  const { tempo } = await stackAddresses();
  const response = await fetch(`${tempo}/api/traces/${traceId}`, {
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  return response.ok;
}

/** Every metric and every label name that Prometheus knows. */
export async function askNames(): Promise<Set<string>> {
  const { prometheus } = await stackAddresses();
  const metrics = await ask<string[]>(`${prometheus}/api/v1/label/__name__/values`, {});
  const labels = await ask<string[]>(`${prometheus}/api/v1/labels`, {});
  return new Set([...metrics, ...labels]);
}

function lastMinutes(): { start: string; end: string } {
  const now = Math.ceil(Date.now() / 1_000);
  return { start: String(now - RANGE_SECONDS), end: String(now) };
}

async function ask<T>(url: string, parameters: Record<string, string>): Promise<T> {
  const answer = await askRaw<{ data: T }>(url, parameters);
  return answer.data;
}

async function askRaw<T>(url: string, parameters: Record<string, string>): Promise<T> {
  const response = await fetch(`${url}?${new URLSearchParams(parameters)}`, {
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${text.slice(0, 500)}`);
  return JSON.parse(text);
}
