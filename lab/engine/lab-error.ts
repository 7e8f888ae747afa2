type ExitCode = 1 | 2 | 3 | 130;

export type LabErrorOptions = {
  /** What to type or do next, one step per line. */
  next?: string[];
  /** 1 wrong answer, 2 usage, 3 the lab is not well (the default), 130 interrupted by Ctrl-C. */
  exitCode?: ExitCode;
  cause?: unknown;
};

/** An error meant for the learner: its message says what happened and why, `next` what to do about it. */
export class LabError extends Error {
  readonly next: string[];
  readonly exitCode: ExitCode;

  constructor(message: string, options: LabErrorOptions = {}) {
    super(message, { cause: options.cause });
    this.name = 'LabError';
    this.next = options.next ?? [];
    this.exitCode = options.exitCode ?? 3;
  }
}
