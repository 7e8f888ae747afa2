import type { Log } from '../desk/telemetry-types.ts';
import type { BackendPartName } from '../engine/engine.ts';

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

/** Where log lines are stored, whichever product that is. Every call throws LabError like those of a TraceStore. */
export type LogStore = {
  /** As people call it: “Loki”. */
  name: string;
  part: BackendPartName;
  /** How long it may take until a line that it has taken is found, in milliseconds. */
  findsWithinMs: number;
  /** The lines that a query finds, oldest first, at most 5,000; their attributes by the store's own names. */
  lines: (query: LogQuery) => Promise<Log[]>;
  /** What it says to a query, as it says it. */
  said: (query: LogQuery) => Promise<string>;
  /** How this store writes the name of an attribute. */
  attributeName: (name: string) => string;
};
