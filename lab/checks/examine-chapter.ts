import type { Engine } from '../engine/engine.ts';
import { awaitSavedFiles } from './await-saved-files.ts';
import type { Chapter } from './chapter.ts';
import type { CheckOptions } from './check-options.ts';
import { checkTelemetry, crashed } from './check-telemetry.ts';
import { examinePlatform } from './examine-platform.ts';
import { judgeAnswers } from './judge-answers.ts';
import type { Outcome } from './verdict.ts';

/** One run of a check. Throws LabError for whatever is the lab's own trouble, and the reason of `signal`. */
export async function examineChapter(
  engine: Engine,
  chapter: Chapter,
  options: CheckOptions & { onProgress: (line: string) => void },
): Promise<Outcome> {
  const { repository, seams, answers, onProgress, signal } = options;
  const { expect = [], questions = [] } = chapter;
  if (seams.length > 0) onProgress('waiting until the services run what you saved');
  const broken = await awaitSavedFiles(engine, repository, seams, signal);
  if (broken) return crashed(broken, chapter);
  const before = await examinePlatform(engine, chapter);
  const outcome: Outcome =
    expect.length === 0
      ? { result: 'right', points: [], traceIds: [] }
      : await checkTelemetry({ engine, chapter, before, options });
  if (outcome.result !== 'right') return outcome;
  const findings = judgeAnswers(questions, answers);
  const answered = questions.map(({ ask }, index) => ({ text: ask, holds: findings[index] === undefined }));
  const points = [...outcome.points, ...answered];
  const finding = findings.find((candidate) => candidate !== undefined);
  return finding ? { result: 'wrong', finding, points } : { ...outcome, points };
}
