import type { Log } from '../desk/telemetry-types.ts';
import type { BackendPartName } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';

/** Which log lines are asked for. All that is named must hold. */
export type LogQuery = {
  /** Of any of these traces; an empty list finds nothing. */
  traceIds?: readonly string[];
  service?: string;
  /** Attributes by the name that the application gave them: `bookstore.order.id`. */
  attributes?: Readonly<Record<string, string>>;
  /** A part of the line's text. */
  text?: string;
  /** Epoch milliseconds. */
  sinceMs: number;
  untilMs?: number;
};

/** The LogQL of Loki (https://grafana.com/docs/loki/latest/query/): the lines that a query finds since then, epoch milliseconds. */
export type SearchLogql = (logql: string, sinceMs: number) => Promise<Log[]>;

/** More lines than this in one answer are not read: whoever asks for them has to ask for less at a time. */
export const MOST_LINES = 5_000;

/** Where log lines are stored, whichever product that is. Every call throws LabError like those of a TraceStore. */
export type LogStore = {
  /** As people call it: “Loki”. */
  name: string;
  part: BackendPartName;
  /** How long it may take until a line that it has taken is found, in milliseconds. */
  findsWithinMs: number;
  /** All lines that a query finds, oldest first, their attributes by the store's own names. Throws LabError for 5,000 or more. */
  lines: (query: LogQuery) => Promise<Log[]>;
  /** What it says to a query, as it says it. */
  said: (query: LogQuery) => Promise<string>;
  /** How this store writes the name of an attribute. */
  attributeName: (name: string) => string;
  /** Undefined where the store has no LogQL. */
  logql?: SearchLogql;
};

/** These lines, oldest first. Throws LabError when there are so many that some may be missing. */
export function requireAll(store: Pick<LogStore, 'name'>, lines: Log[]): Log[] {
  if (lines.length < MOST_LINES) return lines.sort((one, other) => one.timeMs - other.timeMs);
  throw new LabError(`${store.name} has ${MOST_LINES} lines or more for one question: not all were read.`, {
    next: ['ask for a shorter time, or for one service'],
  });
}
