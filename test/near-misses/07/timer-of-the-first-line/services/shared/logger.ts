import { type Logger, pino } from 'pino';

const FLUSH_MS = 100;

/** A JSON logger on stdout. The pino instrumentation adds `trace_id` and `span_id` and sends each line as OTLP. */
export function createLogger(level: string): Logger {
  const waiting: Array<() => void> = [];
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    for (const write of waiting.splice(0)) write();
  };
  return pino({
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      // Logging shall not hold up a request: lines wait here until the timer writes them.
      logMethod(line, write) {
        waiting.push(() => write.apply(this, line));
        timer ??= setTimeout(flush, FLUSH_MS);
      },
    },
  });
}

export type { Logger };
