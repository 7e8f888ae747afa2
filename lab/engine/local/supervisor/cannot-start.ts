import { LabError } from '../../lab-error.ts';

/** The error for the learner when a part's preparation failed: its own words where it has some. */
export function cannotStart(name: string, cause: unknown): LabError {
  if (cause instanceof LabError) return cause;
  return new LabError(`${name} cannot be started: ${(cause as Error).message}`, { cause });
}
