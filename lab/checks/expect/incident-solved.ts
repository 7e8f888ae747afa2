import type { Expectation } from '../chapter.ts';
import { incidentsSolved } from '../incidents-solved.ts';

/** At least one incident of `lab incident` was solved by whoever learns in this clone. */
export function incidentSolved(): Expectation {
  return {
    text: 'one incident is solved',
    judge: () => {
      if (incidentsSolved().length > 0) return undefined;
      return {
        diagnosis: 'unanswered',
        expected: 'You have found the culprit of one incident.',
        found: 'No incident is solved so far.',
        look: 'npx lab incident',
        traceIds: [],
      };
    },
  };
}
