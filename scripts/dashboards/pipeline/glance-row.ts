import type { Row } from '../bookstore-dashboard.ts';
import { stat } from '../panels/stat.ts';
import { rate } from '../promql.ts';
import { ACCEPTED_SPANS, STORED_SPANS, sinceStart } from './collector-metrics.ts';

/** The numbers to read first. */
export function glanceRow(): Row {
  return { title: '', panels: [received(), refused(), lost(), queue(), stored(), memory()] };
}

const received = () =>
  stat({
    title: 'Spans received',
    description: 'Spans that the Collector takes in, per second.',
    unit: 'suffix: /s',
    decimals: 1,
    query: { expr: rate(ACCEPTED_SPANS) },
  });

const refused = () =>
  stat({
    title: 'Refused',
    description:
      'Items of all signals since the Collector started, that it did not take: too little memory, or a full queue. The sender was told and may have tried again.',
    unit: 'short',
    query: { expr: sinceStart('otelcol_receiver_refused') },
    thresholds: ['green', ['orange', 1]],
  });

const lost = () =>
  stat({
    title: 'Lost',
    description:
      'Items of all signals since the Collector started, that it took and then gave up. The tap to the desk not counted.',
    unit: 'short',
    query: { expr: 'collector:items_lost:sum' },
    thresholds: ['green', ['red', 1]],
  });

const queue = () =>
  stat({
    title: 'Fullest queue',
    description: 'A queue grows while its backend is away or too slow. A full one refuses.',
    unit: 'percentunit',
    decimals: 1,
    query: { expr: 'max(otelcol_exporter_queue_size / otelcol_exporter_queue_capacity)' },
    thresholds: ['green', ['orange', 0.5], ['red', 0.8]],
  });

const stored = () =>
  stat({
    title: 'Spans stored',
    description: 'Share of the received spans that went on to Tempo. Sampling lowers it on purpose.',
    unit: 'percentunit',
    decimals: 0,
    query: { expr: `${rate(STORED_SPANS)} / (${rate(ACCEPTED_SPANS)} > 0)` },
  });

const memory = () =>
  stat({
    title: 'Collector memory',
    description: 'Resident memory. Its limiter refuses before the heap reaches 256 MiB.',
    unit: 'bytes',
    query: { expr: 'sum(otelcol_process_memory_rss)' },
    thresholds: ['green', ['orange', 268435456], ['red', 335544320]],
  });
