import type { DeskLimits } from '../desk-limits.ts';
import type { SeriesPoint } from '../otlp/decode-metrics.ts';
import type { Metric } from '../telemetry-types.ts';
import type { DeskCounters } from './desk-counters.ts';
import { estimateAttributesBytes } from './estimate-bytes.ts';

/** A point with a 15-bucket histogram and its map entry. */
const SERIES_BYTES = 900;

/** The latest point of each metric series, in bounded memory: the series that was silent longest goes out first. */
export class MetricStore {
  readonly #series = new Map<string, { series: SeriesPoint; bytes: number }>();
  readonly #limits: DeskLimits;
  readonly #counters: DeskCounters;
  #bytes = 0;

  constructor(limits: DeskLimits, counters: DeskCounters) {
    this.#limits = limits;
    this.#counters = counters;
  }

  /** Estimated heap bytes of all series. */
  get heldBytes(): number {
    return this.#bytes;
  }

  /** Replaces the latest point of the series, and counts a series that had to make room. */
  add(series: SeriesPoint): void {
    const key = seriesKey(series);
    const bytes = estimateSeriesBytes(series, key);
    this.#delete(key);
    this.#series.set(key, { series, bytes });
    this.#bytes += bytes;
    while (this.#bytes > this.#limits.seriesBytes || this.#series.size > this.#limits.series) {
      const [oldestKey] = this.#series.keys();
      if (oldestKey !== undefined) this.#delete(oldestKey);
      this.#counters.dropped.metricSeries += 1;
    }
  }

  /** The metrics with this name and of this service; an undefined filter lets all through. */
  find(name: string | undefined, service: string | undefined): Metric[] {
    const metrics = new Map<string, Metric>();
    for (const { series } of this.#series.values()) {
      if ((name ?? series.name) !== series.name || (service ?? series.service) !== series.service) continue;
      const key = `${series.service}\n${series.name}\n${series.type}`;
      const known = metrics.get(key);
      if (known) known.points.push(series.point);
      else
        metrics.set(key, {
          name: series.name,
          unit: series.unit,
          type: series.type,
          service: series.service,
          points: [series.point],
        });
    }
    return [...metrics.values()].sort(
      (a, b) => a.name.localeCompare(b.name) || a.service.localeCompare(b.service),
    );
  }

  #delete(key: string): void {
    this.#bytes -= this.#series.get(key)?.bytes ?? 0;
    this.#series.delete(key);
  }
}

/** Two instrumentations may emit a metric of the same name: the scope keeps their series apart. */
function seriesKey({ service, scope, name, type, point }: SeriesPoint): string {
  const attributes = Object.entries(point.attributes).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([service, scope, name, type, attributes]);
}

function estimateSeriesBytes({ point }: SeriesPoint, key: string): number {
  const buckets =
    typeof point.value === 'number' ? 0 : point.value.bounds.length + point.value.bucketCounts.length;
  return SERIES_BYTES + key.length + 16 * buckets + estimateAttributesBytes(point.attributes);
}
