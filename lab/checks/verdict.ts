import type { Finding } from './finding.ts';

/** An expectation and how it stands; `note`: what was counted. */
export type Point = { text: string; holds: boolean; note?: string };

/**
 * What a check says. Three ways to be wrong: `wrong` (the telemetry is not what it should be), `crashed` (a service does
 * not run with the learner's file), `timed-out` (the checkout was not settled). `not-well`: the lab's fault, never the learner's.
 */
export type Verdict =
  | { result: 'right'; points: Point[]; traceIds: string[]; seconds: number }
  | { result: 'wrong' | 'crashed' | 'timed-out'; finding: Finding; points: Point[]; seconds: number }
  | { result: 'not-well'; problem: string; next: string[]; seconds: number };

/** A verdict, but for the time it took. */
export type Outcome = Verdict extends infer V ? (V extends Verdict ? Omit<V, 'seconds'> : never) : never;

/** The exit code of a verdict: 0 right, 1 wrong, 3 the lab itself is not well. */
export function exitCodeOf({ result }: Verdict): 0 | 1 | 3 {
  if (result === 'right') return 0;
  return result === 'not-well' ? 3 : 1;
}
