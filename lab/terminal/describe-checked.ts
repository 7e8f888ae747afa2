import type { Checked } from '../chapters/check-chapter.ts';
import type { LoadedChapter } from '../chapters/discover-chapters.ts';
import { describeVerdict } from './describe-verdict.ts';

/** A verdict on a chapter and what to type then. `next`: what follows when it is done. */
export function describeChecked(
  found: LoadedChapter,
  checked: Checked,
  { desk, next }: { desk: string | undefined; next: string },
): string {
  const steps = stepsAfter(found, checked, next);
  return [
    `${found.number} ${found.chapter.title}: ${describeVerdict(checked.verdict, desk)}`,
    ...(steps.length > 0 ? ['', 'Next:', ...steps.map((step) => `  ${step}`)] : []),
  ].join('\n');
}

function stepsAfter(
  { number, chapter, seams }: LoadedChapter,
  { verdict, active, progress }: Checked,
  next: string,
): string[] {
  if (verdict.result === 'not-well') return [];
  if (verdict.result === 'right') {
    if (!active) return [`npx lab start ${number}   (this was the repository's own solution)`];
    return seams.length > 0
      ? [next, `npx lab solve ${number}   (how yours differs from the original)`]
      : [next];
  }
  if (verdict.finding.diagnosis === 'unanswered' || verdict.finding.diagnosis === 'answered-wrong')
    return [`npx lab answer ${number}`];
  if (!active) return [`npx lab start ${number}`];
  const left = chapter.hints.length - progress.hintsSeen;
  return [
    left > 0 ? `npx lab hint   (${left} of ${chapter.hints.length} left)` : `npx lab hint --all`,
    'npx lab check',
  ];
}
