import type { Verdict } from '../../checks/verdict.ts';

/** What a page may ask for, one lab command each. */
export const ACTIONS = ['start', 'check', 'hint', 'answer', 'solve', 'reset'] as const;
type Action = (typeof ACTIONS)[number];

/** An action on a chapter; `question` (from 1) and `text` belong to `answer`; `yes`: the learner was asked and agrees. */
export type Wish = { action: Action; number: string; question?: number; text?: string; yes?: boolean };

/** What became of an action that is not a check. */
export type Note = {
  action: Action;
  ok: boolean;
  /** The question that was answered. */
  question: number | null;
  /** The command's own words. */
  lines: string[];
  /** What to type next. */
  next: string[];
  /** It wants to be told yes before it does it. */
  asks: boolean;
  /** How the learner's files became the originals, as unified diffs. */
  diffs: string[];
};

/** One of the learner's own checkouts that a chapter's questions are about. */
export type OwnTrace = { name: string; traceId: string };

/** A question of the chapter; `given` is the learner's last answer that was judged, `judging` one that is not yet. */
export type QuestionState = {
  ask: string;
  choices: string[] | null;
  given: string | null;
  right: boolean | null;
  /** Why the answer is right, or where to look; null when it was not given here. */
  remark: string | null;
  judging: string | null;
};

/** A chapter and how far the learner is; what is null is not known (read-only). */
export type ChapterState = {
  number: string;
  slug: string;
  title: string;
  minutes: number | null;
  needs: 'base' | 'full' | null;
  /** The engines that can show it; null also where all can. */
  engines: string[] | null;
  state: 'unknown' | 'open' | 'begun' | 'active' | 'done';
  /** There was a right verdict, also when it is worked on again. */
  done: boolean;
  /** The files to edit, by their paths in the repository. */
  seams: string[];
  hints: string[];
  hintCount: number;
  questions: QuestionState[];
  /** Why the folder cannot be used as a chapter. */
  problem: string | null;
};

/** The last verdict on a chapter; `stale` when the file has changed since its check began. */
export type Judged = { verdict: Verdict; atMs: number; stale: boolean };

/** What is being done right now, and what the command has said so far. */
export type Running = { action: Action; number: string; startedMs: number; limitMs: number; lines: string[] };

/** All that the learner's pages show, but for the text of the chapters. */
export type WorkbookState = {
  mode: 'writable' | 'read-only';
  active: string | null;
  chapters: ChapterState[];
  running: Running | null;
  waiting: { action: Action; number: string }[];
  verdicts: Record<string, Judged>;
  notes: Record<string, Note>;
  /** By the chapter's number. */
  ownTraces: Record<string, OwnTrace[]>;
  /** A terminal checks at each save (`lab watch`), so this desk does not. */
  watchedElsewhere: boolean;
  /** Why the state of the chapters cannot be had. */
  problem: Note | null;
};
