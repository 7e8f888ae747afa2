import type { Addresses } from '../engine/engine.ts';
import type { DeskClient } from '../stores/ask-desk.ts';
import type { Draw } from './draw.ts';
import type { SuspectId } from './suspects.ts';

/** Where an incident shows, by the ids of this very one; null: there it does not. */
export type Clues = {
  /** `name` as the services call it; `promql` asks Prometheus for the same. */
  metric: { name: string; says: string; promql: string } | null;
  /** A checkout that was hit. `spanMetric`: the series of the Collector's span metrics that holds exemplars of it. */
  trace: { traceId: string; says: string; spanMetric?: string } | null;
  log: { service: string; says: string } | null;
};

/** What is held as long as the incident lasts, and ends with this process at the latest. */
export type Hold = { addresses: Addresses; signal: AbortSignal };

/**
 * One thing that can go wrong, put in place from outside: by variables, SQL in the schema `incident`, or something that is
 * held. Nothing of it stays when these are taken back.
 */
export type Trouble = {
  suspect: SuspectId;
  /** What a customer says; nothing that a customer cannot know. */
  complaint: string;
  /** Variables for the services, as they start. */
  variables?: (draw: Draw) => Record<string, string>;
  /** Statements that act only while incident.lasts() is true. */
  statements?: (draw: Draw) => string[];
  /** Prepares, and returns what goes on until the signal aborts. */
  hold?: (hold: Hold, draw: Draw) => Promise<() => Promise<void>>;
  /** Where it shows by now, in telemetry since `sinceMs` (epoch); undefined as long as it does not. */
  clues: (desk: DeskClient, sinceMs: number) => Promise<Clues | undefined>;
  /** What one takes along from it, in a sentence or two. */
  lesson: string;
};
