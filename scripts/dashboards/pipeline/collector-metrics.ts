// The Collector's own metrics, as it is configured in deploy/collector/receive.yaml: scraped, without _total.
import { orZero } from '../promql.ts';

// As the Collector calls the items of each signal, and the signal; then in words.
const ITEMS = {
  spans: { signal: 'traces', name: 'spans' },
  log_records: { signal: 'logs', name: 'log lines' },
  metric_points: { signal: 'metrics', name: 'data points' },
};
type Item = keyof typeof ITEMS;

export const ACCEPTED_SPANS = 'otelcol_receiver_accepted_spans';

/** Spans on their way to the store, without what the tap shows the desk. */
export const STORED_SPANS = 'otelcol_exporter_sent_spans{exporter=~".+/traces"}';

/** The tap to the desk may drop: it is a window, not a store. */
export const NOT_THE_TAP = 'exporter!~".+/desk"';
export const THE_TAP = 'exporter=~".+/desk"';

/** For every signal, what `ask` makes of it. */
export function eachItem<T>(ask: (item: Item, name: string) => T): T[] {
  return (Object.keys(ITEMS) as Item[]).map((item) => ask(item, ITEMS[item].name));
}

/**
 * What a counter has counted since the Collector started, all signals; 0 when nothing. Not its rate: a counter of
 * failures exists only once there was one, and a single one has no rate.
 */
export function sinceStart(prefix: string, filter = ''): string {
  return eachItem((item) => `(${orZero(`sum(${prefix}_${item}{${filter}})`)})`).join(' + ');
}

/** The same by exporter, of one signal. */
export function sinceStartByExporter(prefix: string, item: Item, filter: string): string {
  const exporters = `sum by (exporter) (otelcol_exporter_queue_capacity{data_type="${ITEMS[item].signal}", ${filter}})`;
  return `sum by (exporter) (${prefix}_${item}{${filter}}) or 0 * ${exporters}`;
}
