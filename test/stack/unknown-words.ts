import { labelNames, labelValues } from './ask-like-grafana.ts';

const LANGUAGE =
  /^(sum|max|count|by|on|or|and|bool|offset|rate|increase|round|vector|absent|histogram_quantile|label_replace)$/;
// These exist only while something is lost, or with SAMPLING=tail; `consumed` is made by a query, `firing` by waiting.
const NOT_NOW =
  /^(otelcol_exporter_(send|enqueue)_failed_\w+|otelcol_processor_tail_sampling_\w+|sampled(=.*)?|consumed|alertstate=firing)$/;

/**
 * The words of PromQL queries that Prometheus has never heard of: metrics, labels, and values that are asked for
 * exactly (`label=value`). A query with such a word answers nothing, or, written to fall back to 0, always 0.
 */
export async function unknownWords(queries: string[]): Promise<string[]> {
  const known = new Set([...(await labelValues('__name__')), ...(await labelNames())]);
  const words = queries.flatMap(
    (query) => query.replace(/"[^"]*"/g, '').match(/(?<![\w.])[a-z_][\w:]*/gi) ?? [],
  );
  const unknown = words.filter((word) => !known.has(word) && !LANGUAGE.test(word));
  const pairs = queries.flatMap((query) => [...query.matchAll(/(\w+)="([^"$]+)"/g)]);
  for (const [, label = '', value = ''] of pairs)
    if (!(await labelValues(label)).includes(value)) unknown.push(`${label}=${value}`);
  return [...new Set(unknown)].filter((word) => !NOT_NOW.test(word)).sort();
}
