import { openLearner } from '../chapters/open-learner.ts';
import type { IncidentRecord } from '../incident/incident-files.ts';
import { readRecords } from '../incident/incident-state.ts';
import { SUSPECTS } from '../incident/suspects.ts';

/** The incidents that this learner has solved, the oldest first. */
export function incidentsSolved(): IncidentRecord[] {
  return readRecords(openLearner()).filter(({ outcome }) => outcome === 'solved');
}

/** The part of the shop that was to blame, as the list of suspects names it. */
export function partToBlame({ suspect }: IncidentRecord): string {
  return SUSPECTS[suspect].split(':')[0] ?? suspect;
}

/** Every part that may be to blame. */
export const PARTS_TO_BLAME = [...new Set(Object.values(SUSPECTS).map((text) => text.split(':')[0] ?? text))];
