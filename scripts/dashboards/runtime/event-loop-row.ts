import type { Row } from '../bookstore-dashboard.ts';
import { timeSeries } from '../panels/time-series.ts';

const OF_SERVICE = '{service_name=~"$service"}';

/** Whether requests wait for one another. */
export function eventLoopRow(): Row {
  return { title: 'Event loop', panels: [delay(), utilisation(), handles()] };
}

const delay = () =>
  timeSeries({
    title: 'Event loop delay, p99',
    description:
      'How late timers fire. Its sampling adds about 10 ms to every value; what counts is what comes on top.',
    unit: 's',
    queries: [
      {
        expr: `max by (service_name) (nodejs_eventloop_delay_p99_seconds${OF_SERVICE})`,
        legend: '{{service_name}}',
      },
    ],
    thresholds: ['transparent', ['red', 0.1]],
  });

const utilisation = () =>
  timeSeries({
    title: 'Event loop utilisation',
    description: 'Share of the time in which the loop had work. Near 1 every request waits.',
    unit: 'percentunit',
    max: 1,
    queries: [
      {
        expr: `max by (service_name) (nodejs_eventloop_utilization_ratio${OF_SERVICE})`,
        legend: '{{service_name}}',
      },
    ],
    thresholds: ['transparent', ['orange', 0.7], ['red', 0.9]],
  });

const handles = () =>
  timeSeries({
    title: 'Handles and requests',
    description: 'What keeps the process busy: sockets, timers, files. A line that only rises is a leak.',
    unit: 'short',
    queries: [
      {
        expr: `sum by (service_name, v8js_resource_type) (v8js_resource_active${OF_SERVICE})`,
        legend: '{{service_name}} {{v8js_resource_type}}',
      },
    ],
  });
