import type { CheckoutWish } from '../checkout/checkout-wish.ts';
import type { Engine, EngineName } from '../engine/engine.ts';
import type { SettledCheckout } from './drive-checkouts.ts';
import type { Evidence } from './evidence.ts';
import type { Diagnosis, Finding } from './finding.ts';

/** One thing that must hold. Judged again and again while telemetry comes in, until it holds or its time is over. */
export type Expectation = {
  /** What is expected, one sentence for the learner. */
  text: string;
  /** Undefined when it holds by this evidence. Throws LabError when the lab itself is not well. */
  judge: (evidence: Evidence) => Finding | undefined | Promise<Finding | undefined>;
  /**
   * How long after the last checkout was settled it may take to hold, in milliseconds (default: until nothing new has
   * come for 1.5 s). For what is stored and counted later than it is sent.
   */
  withinMs?: number;
  /** What was counted, where a number tells more than "it holds"; shown with the text at the end. */
  note?: (evidence: Evidence) => string;
};

/** A question about the learner's own trace; the right answer is computed from it, never written down. */
export type Question = {
  ask: string;
  /** What may be answered, where it is a choice. */
  choices?: readonly string[];
  /** The right answer by this evidence, as one would type it. */
  answer: (evidence: Evidence) => string;
  /** Whether another way to say it is right too (default: the same text, whatever its case). */
  accepts?: (given: string, evidence: Evidence) => boolean;
  /** Shown after a wrong answer: where to look, nothing given away. */
  nudge: string;
  /** Shown after the right answer: why it is so. */
  because: (evidence: Evidence) => string;
};

/** What a chapter may do besides checkouts while it is checked, such as pausing a part. */
export type Stage = {
  engine: Engine;
  /**
   * Drives these checkouts at once and waits until all are settled. `meanwhile` runs when the shop has answered all of
   * them. May be called again.
   */
  checkouts: (
    wishes: Record<string, CheckoutWish>,
    meanwhile?: () => Promise<void>,
  ) => Promise<SettledCheckout[]>;
  /** What is happening, for the one who waits. */
  say: (line: string) => void;
};

/** A chapter, as its check.ts defines it. */
export type Chapter = {
  title: string;
  /** How long a beginner takes. */
  minutes: number;
  /** `full`: it needs the Collector and the stores. */
  needs: 'base' | 'full';
  /** The engines that can show it, the handiest first (default: all of them). */
  engines?: readonly EngineName[];
  /**
   * Variables of the lab while the chapter is active; they reach every traced service, and SAMPLING the Collector. What
   * begins with LAB_ is for the lab itself: how many there are of a part, or what stands beside.
   */
  env?: Record<string, string>;
  /** The checkouts to drive at once, by a name each, or a script for more than that. None: nothing is driven. */
  drive?: Record<string, CheckoutWish> | ((stage: Stage) => Promise<void>);
  expect?: readonly Expectation[];
  /** What the check says of the exercise as it is handed out. */
  untouched: Diagnosis;
  questions?: readonly Question[];
  /** What a learner does besides editing files and answering; `lab verify` does it for all but the untouched attempt. */
  rehearse?: (engine: Engine) => Promise<void>;
  /** From a nudge to nearly the answer. */
  hints: readonly [string, string, string];
};
