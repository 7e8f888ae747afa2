import { join } from 'node:path';
import { z } from 'zod';
import type { Learner } from '../chapters/open-learner.ts';
import { processIdentitySchema } from '../engine/local/process/process-identity.ts';
import { SUSPECT_IDS } from './suspects.ts';

const stepSchema = z.object({
  kind: z.enum(['metric', 'exemplar', 'trace', 'log']),
  says: z.string(),
  /** What to type or open to see it. */
  see: z.string(),
});

const endSchema = z.object({
  outcome: z.enum(['solved', 'given-up']),
  /** From the first moment of the trouble to the answer. */
  seconds: z.number(),
  traceId: z.string().nullable(),
  route: z.array(stepSchema),
});

const incidentSchema = z.object({
  version: z.literal(1),
  seed: z.number(),
  suspect: z.enum(SUSPECT_IDS),
  /** Epoch milliseconds. */
  startedMs: z.number(),
  /** What is set for the services, and what was set before; null: nothing was. */
  variables: z.record(z.string(), z.string()),
  before: z.record(z.string(), z.string().nullable()),
  /** Who holds the trouble and sends the customers. */
  owner: processIdentitySchema,
  wrong: z.array(z.string()),
  end: endSchema.nullable(),
});

const recordSchema = z.object({
  seed: z.number(),
  suspect: z.enum(SUSPECT_IDS),
  startedMs: z.number(),
  seconds: z.number(),
  wrong: z.number(),
  outcome: z.enum(['solved', 'given-up']),
  traceId: z.string().nullable(),
});

export const recordsFile = z.object({ version: z.literal(1), incidents: z.array(recordSchema) });
export const incidentFile = incidentSchema;

/** One step of the shortest way from what the customer says to the cause. */
export type Step = z.infer<typeof stepSchema>;
/** How an incident ended. */
export type IncidentEnd = z.infer<typeof endSchema>;
/** The incident that lasts: all that is needed to undo it, by whichever command comes next. */
export type Incident = z.infer<typeof incidentSchema>;
/** An incident that is over. */
export type IncidentRecord = z.infer<typeof recordSchema>;

/** Where incidents are kept, with everything else of the learner's. */
export function incidentPaths({ root }: Learner): { incident: string; records: string } {
  return { incident: join(root, 'incident.json'), records: join(root, 'incidents.json') };
}
