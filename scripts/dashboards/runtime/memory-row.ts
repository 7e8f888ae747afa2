import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';
import { quantile, rate } from '../promql.ts';

const OF_SERVICE = '{service_name=~"$service"}';

/** The heap and its collector. */
export function memoryRow(): Row {
  return { title: 'Memory and garbage collection', panels: [heap(), spaces(), share(), pauses()] };
}

const heap = () =>
  timeSeries({
    title: 'Heap in use',
    description: 'Live and not yet collected objects. The low points matter: rising ones are a leak.',
    unit: 'bytes',
    width: 6,
    queries: [
      {
        expr: `sum by (service_name) (v8js_memory_heap_used_bytes${OF_SERVICE})`,
        legend: '{{service_name}} used',
      },
      {
        expr: `sum by (service_name) (v8js_memory_heap_space_size_bytes${OF_SERVICE})`,
        legend: '{{service_name}} reserved',
      },
    ],
  });

const spaces = () =>
  timeSeries({
    title: 'Heap by space',
    description: 'New space is swept often and cheaply. What survives twice moves to old space.',
    unit: 'bytes',
    width: 6,
    draw: 'stack',
    queries: [
      {
        expr: `sum by (v8js_heap_space_name) (v8js_memory_heap_used_bytes${OF_SERVICE}) > 0`,
        legend: '{{v8js_heap_space_name}}',
      },
    ],
  });

const share = () =>
  timeSeries({
    title: 'Time in garbage collection',
    description: 'Share of the time in which the service did nothing else.',
    unit: 'percentunit',
    width: 6,
    queries: [
      {
        expr: rate(`v8js_gc_duration_seconds_sum${OF_SERVICE}`, ['service_name', 'v8js_gc_type']),
        legend: '{{service_name}} {{v8js_gc_type}}',
      },
    ],
    thresholds: ['transparent', ['red', 0.1]],
  });

const pauses = () =>
  timeSeries({
    title: 'Garbage collection pauses, p99',
    description: 'The longest stop of everything, but for one in a hundred.',
    unit: 's',
    width: 6,
    queries: [
      {
        expr: quantile(0.99, `v8js_gc_duration_seconds_bucket${OF_SERVICE}`, ['service_name']),
        legend: '{{service_name}}',
      },
    ],
  });
