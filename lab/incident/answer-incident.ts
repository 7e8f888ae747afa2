import { changeLearner } from '../chapters/change-learner.ts';
import type { Learner } from '../chapters/open-learner.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import type { Incident, IncidentEnd } from './incident-files.ts';
import { addRecord, readIncident, writeIncident } from './incident-state.ts';
import { matchSuspect } from './match-suspect.ts';
import { shortestRoute } from './shortest-route.ts';
import type { SuspectId } from './suspects.ts';
import { troubleOf } from './troubles.ts';

/** What an answer was worth. `seconds`: since the incident began; `wrong`: how many answers were wrong so far. */
export type Answered =
  | { right: false; named: SuspectId; seconds: number; wrong: number }
  | { right: true; named: SuspectId; seconds: number; wrong: number; suspect: SuspectId; end: IncidentEnd };

/** Judges who is to blame for the incident that lasts. Throws LabError for an answer that names nobody, or without an incident. */
export async function answerIncident(learner: Learner, engine: Engine, text: string): Promise<Answered> {
  const incident = requireIncident(learner);
  const named = matchSuspect(text);
  const seconds = secondsSince(incident);
  if (named === incident.suspect) {
    const end = await endIncident(learner, engine, 'solved', seconds);
    return { right: true, named, seconds, wrong: incident.wrong.length, suspect: incident.suspect, end };
  }
  const wrong = [...incident.wrong, named];
  await changeLearner(learner, () => writeIncident(learner, { ...requireIncident(learner), wrong }));
  return { right: false, named, seconds, wrong: wrong.length };
}

/** Ends the incident that lasts without an answer, and tells who it was. Throws LabError without one. */
export async function giveUpIncident(
  learner: Learner,
  engine: Engine,
): Promise<{ suspect: SuspectId; end: IncidentEnd }> {
  const incident = requireIncident(learner);
  const end = await endIncident(learner, engine, 'given-up', secondsSince(incident));
  return { suspect: incident.suspect, end };
}

/** On record before it is undone: the way to the cause is read from what the trouble still does. */
async function endIncident(
  learner: Learner,
  engine: Engine,
  outcome: IncidentEnd['outcome'],
  seconds: number,
): Promise<IncidentEnd> {
  const { suspect, startedMs } = requireIncident(learner);
  const found = await shortestRoute(await engine.addresses(), troubleOf(suspect), startedMs);
  const end = { outcome, seconds, ...found };
  return changeLearner(learner, () => {
    const incident = requireIncident(learner);
    if (incident.end) return incident.end;
    const { seed, wrong } = incident;
    const record = { seed, suspect, startedMs, seconds, wrong: wrong.length, outcome, traceId: end.traceId };
    addRecord(learner, record);
    writeIncident(learner, { ...incident, end });
    return end;
  });
}

function requireIncident(learner: Learner): Incident {
  const incident = readIncident(learner);
  if (incident) return incident;
  throw new LabError('There is no incident under way.', { exitCode: 2, next: ['npx lab incident'] });
}

function secondsSince({ startedMs }: Incident): number {
  return Math.round((Date.now() - startedMs) / 100) / 10;
}
