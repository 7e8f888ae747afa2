import { LabError } from '../engine/lab-error.ts';

/** Says what would happen to the learner's work; nothing was done. With the learner's consent it is asked for again. */
export class NeedsConsent extends LabError {
  /** A question to be answered by yes or no. */
  readonly question: string;

  constructor(warning: string, question: string, command: string) {
    super(warning, { next: [`npx lab ${command} --yes`], exitCode: 2 });
    this.question = question;
  }
}
