import { LabError } from '../engine/lab-error.ts';
import { SUSPECT_IDS, SUSPECTS, type SuspectId } from './suspects.ts';

/**
 * The suspect that is meant by a number of the list, a name, or words of its description. Throws LabError (usage) when it
 * is nobody, or more than one.
 */
export function matchSuspect(text: string): SuspectId {
  const said = text.trim().toLowerCase();
  const byNumber = /^\d+$/.test(said) ? SUSPECT_IDS[Number(said) - 1] : undefined;
  const exact = byNumber ?? SUSPECT_IDS.find((id) => id === said);
  if (exact) return exact;
  const words = wordsOf(said);
  const scores = SUSPECT_IDS.map((id) => {
    const known = wordsOf(`${id} ${SUSPECTS[id]}`);
    return { id, score: words.filter((word) => known.includes(word)).length };
  }).sort((a, b) => b.score - a.score);
  const [best, second] = scores;
  if (best && best.score > 0 && best.score > (second?.score ?? 0)) return best.id;
  const several = best && best.score > 0 ? scores.filter(({ score }) => score === best.score) : [];
  throw new LabError(
    `“${text}” ${several.length > 0 ? 'may mean several suspects' : 'is none of the suspects'}.`,
    {
      exitCode: 2,
      next: (several.length > 0 ? several.map(({ id }) => id) : SUSPECT_IDS).map(describe),
    },
  );
}

/** Every suspect with its number, a line each. */
export function listSuspects(): string[] {
  return SUSPECT_IDS.map((id, index) => `${String(index + 1).padStart(2)}  ${SUSPECTS[id]}`);
}

function describe(id: SuspectId): string {
  return `${SUSPECT_IDS.indexOf(id) + 1} for “${SUSPECTS[id]}”`;
}

// Plural or not, with or without a hyphen: it is the same word.
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().split(/[^a-z0-9]+/);
  return [...new Set(words.filter((word) => word.length > 3).map((word) => word.replace(/s$/, '')))];
}
