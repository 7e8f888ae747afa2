import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { logsJoin } from '../../lab/checks/expect/logs-join.ts';
import { logsStored } from '../../lab/checks/expect/logs-stored.ts';

const SEAM = 'services/shared/logger.ts';
const lines = [
  { service: 'storefront', body: 'checkout accepted' },
  { service: 'orders', body: 'order accepted' },
  { service: 'payments-worker', body: 'payment settled' },
  { service: 'orders', body: 'order settled' },
];

export const chapter = defineChapter({
  title: 'Logs that join',
  minutes: 20,
  needs: 'base',
  // Several at once: a line must find its own trace among others.
  drive: { 1: {}, 2: {}, 3: {}, 4: {}, 5: {}, 6: {} },
  untouched: 'log-without-trace',
  expect: [logsJoin(lines, { look: SEAM }), logsStored(lines)],
  hints: [
    'The ids of a log line are not in the text that you log. They are read from the active context, at the moment when the line is written. Which context is active when a timer fires?',
    'Either the line is written where it is logged, or its context has to wait together with it. The API can tie a function to a context, so that it runs there whoever calls it.',
    'Simplest: delete the queue, the timer and the hook; pino is fast, and can buffer its output behind the line (pino.destination). Or keep the queue: waiting.push(context.bind(context.active(), () => write.apply(this, line))), with context from @opentelemetry/api.',
  ],
});
