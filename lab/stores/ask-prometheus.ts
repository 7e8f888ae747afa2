import { z } from 'zod';
import { askStore, readAnswer } from './ask-store.ts';

const PROMETHEUS = { name: 'Prometheus', part: 'prometheus' } as const;
const labelsSchema = z.record(z.string(), z.string());
const vectorSchema = z.object({
  data: z.object({
    result: z.array(z.object({ metric: labelsSchema, value: z.tuple([z.number(), z.string()]) })),
  }),
});
const exemplarsSchema = z.object({
  data: z.array(
    z.object({
      seriesLabels: labelsSchema,
      exemplars: z.array(z.object({ labels: labelsSchema, value: z.string(), timestamp: z.number() })),
    }),
  ),
});

export type Sample = { labels: Record<string, string>; value: number };
/** One exemplar of a series: the trace that it names, and what was measured, in the unit of the metric. */
export type Exemplar = {
  series: Record<string, string>;
  labels: Record<string, string>;
  value: number;
  timeMs: number;
};

/** A client of the Prometheus at `url`. Its calls throw LabError when Prometheus does not answer. */
export function askPrometheus(url: string) {
  const at = (path: string, parameters: Record<string, string>) => {
    const asked = new URL(path, url);
    asked.search = new URLSearchParams(parameters).toString();
    return asked;
  };
  return {
    /** What a PromQL query gives now, one sample for each series. */
    query: async (promql: string): Promise<Sample[]> => {
      const { data } = await askStore(PROMETHEUS, at('/api/v1/query', { query: promql }), vectorSchema);
      return data.result.map(({ metric, value: [, value] }) => ({ labels: metric, value: Number(value) }));
    },
    /** The exemplars of the series that a PromQL query names; times in epoch milliseconds. */
    exemplars: async (promql: string, sinceMs: number, untilMs = Date.now()): Promise<Exemplar[]> => {
      const range = { start: String(sinceMs / 1_000), end: String(untilMs / 1_000) };
      const asked = at('/api/v1/query_exemplars', { query: promql, ...range });
      const { data } = await askStore(PROMETHEUS, asked, exemplarsSchema);
      return data.flatMap(({ seriesLabels, exemplars }) =>
        exemplars.map(({ labels, value, timestamp }) => ({
          series: seriesLabels,
          labels,
          value: Number(value),
          timeMs: timestamp * 1_000,
        })),
      );
    },
  };
}

/** The series that a selector finds since then (epoch milliseconds), with all their labels, as Prometheus says it. Throws LabError. */
export function saidOfMetrics(url: string, selector: string, sinceMs: number): Promise<string> {
  const asked = new URL('/api/v1/series', url);
  asked.search = new URLSearchParams({ 'match[]': selector, start: String(sinceMs / 1_000) }).toString();
  return readAnswer(PROMETHEUS, asked);
}
