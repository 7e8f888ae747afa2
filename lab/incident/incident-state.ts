import { mkdirSync, rmSync } from 'node:fs';
import type { Learner } from '../chapters/open-learner.ts';
import { readLearnerFile } from '../chapters/read-learner-file.ts';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import {
  type Incident,
  type IncidentRecord,
  incidentFile,
  incidentPaths,
  recordsFile,
} from './incident-files.ts';

/** The incident that lasts, or that a killed command has left; undefined without one. */
export function readIncident(learner: Learner): Incident | undefined {
  return readLearnerFile(learner, incidentPaths(learner).incident, incidentFile);
}

/** Notes how the incident stands; null: there is none any more. */
export function writeIncident(learner: Learner, incident: Incident | null): void {
  const { incident: path } = incidentPaths(learner);
  if (!incident) return void rmSync(path, { force: true });
  mkdirSync(learner.root, { recursive: true });
  writeFileAtomically(path, `${JSON.stringify(incident, null, 2)}\n`);
}

/** The incidents that are over, the oldest first. */
export function readRecords(learner: Learner): IncidentRecord[] {
  return readLearnerFile(learner, incidentPaths(learner).records, recordsFile)?.incidents ?? [];
}

/** Adds one to the incidents that are over. */
export function addRecord(learner: Learner, record: IncidentRecord): void {
  const file = { version: 1, incidents: [...readRecords(learner), record] };
  mkdirSync(learner.root, { recursive: true });
  writeFileAtomically(incidentPaths(learner).records, `${JSON.stringify(file, null, 2)}\n`);
}
