import { context } from '@opentelemetry/api';
import { type Logger, pino } from 'pino';

const BATCH_LINES = 50;

/** A JSON logger on stdout. The pino instrumentation adds `trace_id` and `span_id` and sends each line as OTLP. */
export function createLogger(level: string): Logger {
  const waiting: Array<() => void> = [];
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      // Logging shall not hold up a request: lines wait here until the timer writes them.
      logMethod(line, write) {
        waiting.push(context.bind(context.active(), () => write.apply(this, line)));
        if (waiting.length < BATCH_LINES) return;
        for (const writeLine of waiting.splice(0)) writeLine();
      },
    },
  });
}

export type { Logger };
