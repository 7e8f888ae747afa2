import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { quantile, rate } from '../promql.ts';

/** The Collector as a process, and how many series it makes others keep. */
export function collectorRow(): Row {
  return { title: 'The Collector itself', panels: [memory(), cpu(), batches()] };
}

const memory = () =>
  timeSeries({
    title: 'Memory',
    description: 'Resident memory and live heap. The limiter refuses before the heap reaches 256 MiB.',
    unit: 'bytes',
    queries: [
      { expr: 'sum(otelcol_process_memory_rss)', legend: 'resident' },
      { expr: 'sum(otelcol_process_runtime_heap_alloc_bytes)', legend: 'heap' },
    ],
    thresholds: ['transparent', ['red', 268435456]],
  });

const cpu = () =>
  timeSeries({
    title: 'CPU',
    description: '1 is one core, busy all the time.',
    unit: 'short',
    queries: [{ expr: rate('otelcol_process_cpu_seconds'), legend: 'cores' }],
  });

const batches = () =>
  timeSeries({
    title: 'Items per batch, median',
    description:
      'Larger batches cost less. Few items in each: little traffic, or a flush time-out that is too short.',
    unit: 'short',
    queries: [
      {
        expr: quantile(0.5, 'otelcol_exporter_enqueue_size_bucket', ['exporter']),
        legend: '{{exporter}}',
      },
    ],
  });
