import { join } from 'node:path';
import { REPOSITORY } from '../engine/local/home-paths.ts';

/** One learner of one clone: where all that belongs to them is kept, and how they are told what happens. */
export type Learner = ReturnType<typeof openLearner>;

/**
 * The learner of the repository at `repository`. What they have is in its `.lab/learner`, by paths within the repository
 * only: a folder that is moved or renamed takes it along. `say` gets one line at a time.
 */
export function openLearner(
  repository: string = REPOSITORY,
  say: (line: string) => void = (line) => console.error(line),
) {
  const root = join(repository, '.lab', 'learner');
  return {
    repository,
    say,
    root,
    claim: join(root, 'claim.json'),
    progress: join(root, 'progress.json'),
    active: join(root, 'active.json'),
    /** The change of files that is under way. */
    journal: join(root, 'journal.json'),
    /** What is about to be put in its place. */
    drafts: join(root, 'drafts'),
    /** The files that the active chapter has replaced, at their paths. */
    originals: join(root, 'originals'),
    /** Every version that a command has found: a folder for each path. */
    versions: join(root, 'versions'),
    /** The variables that the parts of the lab were given last. */
    applied: join(root, 'applied.json'),
    environment: join(repository, '.lab', 'chapter.env'),
    /** What the learner's own checkouts in a chapter looked like: its questions are judged by them. */
    evidence: (number: string) => join(root, number, 'evidence.json'),
    /** The last verdict on a chapter, which the page shows too. */
    verdict: (number: string) => join(root, number, 'verdict.json'),
    /** Held by `lab watch`, so that the page does not check at each save as well. */
    watcher: join(root, 'watcher.json'),
  };
}
