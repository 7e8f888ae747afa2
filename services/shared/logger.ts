import { type Logger, pino } from 'pino';

/** A JSON logger on stdout. The pino instrumentation adds `trace_id` and `span_id` and sends each line as OTLP. */
export function createLogger(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

export type { Logger };
