import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { rate } from '../promql.ts';
import { eachItem, NOT_THE_TAP, sinceStartByExporter, THE_TAP } from './collector-metrics.ts';

/** What goes out, what waits, and what is lost. */
export function sentRow(): Row {
  return { title: 'Queued, sent, failed, dropped', panels: [queues(), sent(), failed(), tap()] };
}

const queues = () =>
  timeSeries({
    title: 'Queues',
    description: 'How full each exporter’s queue is. The queues are on disk: they outlive a restart.',
    unit: 'percentunit',
    width: 6,
    queries: [
      {
        expr: 'max by (exporter, data_type) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity)',
        legend: '{{exporter}} {{data_type}}',
      },
    ],
    thresholds: ['transparent', ['orange', 0.5], ['red', 0.8]],
  });

const sent = () =>
  timeSeries({
    title: 'Sent',
    description: 'Items that a backend has acknowledged, per second.',
    unit: 'cps',
    width: 6,
    queries: eachItem((item, name) => ({
      expr: rate(`otelcol_exporter_sent_${item}{${NOT_THE_TAP}}`, ['exporter']),
      legend: `{{exporter}} ${name}`,
    })),
  });

const failed = () =>
  timeSeries({
    title: 'Failed and dropped',
    description:
      'Items since the Collector started: a step is a loss. Lost: given up for good. Not queued: the queue was full, and the sender was told to try again.',
    unit: 'short',
    width: 6,
    queries: [
      ...eachItem((item, name) => ({
        expr: sinceStartByExporter('otelcol_exporter_send_failed', item, NOT_THE_TAP),
        legend: `{{exporter}} lost ${name}`,
      })),
      ...eachItem((item, name) => ({
        expr: sinceStartByExporter('otelcol_exporter_enqueue_failed', item, NOT_THE_TAP),
        legend: `{{exporter}} not queued ${name}`,
      })),
    ],
  });

const tap = () =>
  timeSeries({
    title: 'Dropped by the tap',
    description:
      'What the desk could not take at once, since the Collector started. It is a window: nothing of it is missing in the stores.',
    unit: 'short',
    width: 6,
    queries: [
      ...eachItem((item, name) => ({
        expr: sinceStartByExporter('otelcol_exporter_send_failed', item, THE_TAP),
        legend: `not taken ${name}`,
      })),
      ...eachItem((item, name) => ({
        expr: sinceStartByExporter('otelcol_exporter_enqueue_failed', item, THE_TAP),
        legend: `not queued ${name}`,
      })),
    ],
  });
