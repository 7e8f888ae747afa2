import type { Seam } from './await-saved-files.ts';
import type { AnswerSheet } from './judge-answers.ts';

/** What a check is given besides the chapter. */
export type CheckOptions = {
  /** The folder that the seams' paths are in. */
  repository: string;
  /** The learner's files of this chapter. */
  seams: readonly Seam[];
  /** For a chapter with questions: what the learner has answered. */
  answers?: AnswerSheet | undefined;
  onProgress?: (line: string) => void;
  signal?: AbortSignal | undefined;
};
