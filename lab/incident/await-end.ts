import { setTimeout as after } from 'node:timers/promises';
import type { Learner } from '../chapters/open-learner.ts';
import type { Engine } from '../engine/engine.ts';
import type { Incident, IncidentEnd } from './incident-files.ts';
import { readIncident } from './incident-state.ts';

const POLL_MS = 300;
const LOOK_AT_LAB_MS = 3_000;

/** Why an incident is over: answered or given up (here or by another command), stopped with the lab, or too old. */
export type Over = IncidentEnd | 'lab-stopped' | 'too-long';

/** The longest that an incident lasts: nobody wants to come back from lunch to a shop that is still broken. */
const LONGEST_MS = 30 * 60_000;

/** Waits until the incident is over. Rejects with the reason of `signal`. */
export async function awaitEnd(
  learner: Learner,
  engine: Engine,
  { startedMs }: Incident,
  signal: AbortSignal,
): Promise<Over> {
  let lookAtMs = Date.now() + LOOK_AT_LAB_MS;
  for (;;) {
    const incident = readIncident(learner);
    if (incident?.end) return incident.end;
    if (Date.now() - startedMs > LONGEST_MS) return 'too-long';
    if (Date.now() >= lookAtMs) {
      if ((await engine.status()).phase !== 'running') return 'lab-stopped';
      lookAtMs = Date.now() + LOOK_AT_LAB_MS;
    }
    await after(POLL_MS, undefined, { signal });
  }
}
