import pc from 'picocolors';
import type { LoadedChapter } from '../chapters/discover-chapters.ts';
import type { Gap } from '../chapters/find-gaps.ts';
import { readGoal } from '../chapters/read-goal.ts';
import type { Started } from '../chapters/start-chapter.ts';
import { howToStart } from '../checks/how-to-start.ts';
import { alignColumns } from './align-columns.ts';

/** What `lab start` says: what is to be done where, the goal, and what to type next. `desk`: its address, where the lab runs. */
export function describeStart(found: LoadedChapter, started: Started, desk: string | undefined): string {
  const { number, chapter, folder } = found;
  const verb = started.already ? 'is already started' : 'started';
  const goal = readGoal(folder);
  return [
    `${pc.green(`Chapter ${number} ${verb}`)}: ${chapter.title} (about ${chapter.minutes} minutes)`,
    ...remarksOn(number, started),
    ...(goal ? ['', goal] : []),
    ...(started.gaps.length > 0 ? ['', alignColumns(started.gaps.map(rowOf))] : []),
    '',
    'Next:',
    ...nextOf(found, desk).map((step) => `  ${step}`),
  ].join('\n');
}

function remarksOn(number: string, { left, missing, changed }: Started): string[] {
  return [
    ...(left
      ? [`Chapter ${left}: the originals are back, your work is kept (npx lab reset ${left} --list).`]
      : []),
    ...missing.map((path) =>
      pc.yellow(`${path} is missing; to put the exercise back: npx lab reset ${number}`),
    ),
    ...changed.map((path) => `You have changed ${path}; to begin again: npx lab reset ${number}`),
  ];
}

function rowOf({ path, line, text }: Gap): string[] {
  return [`${path}:${line}`, text];
}

function nextOf({ number, slug, chapter, seams }: LoadedChapter, desk: string | undefined): string[] {
  const questions = chapter.questions?.length ?? 0;
  return [
    ...(desk ? [] : [`${howToStart(chapter)}   (the lab is not running)`]),
    `read ${pc.cyan(desk ? `${desk}/chapters/${number}` : `chapters/${slug}/README.md`)}`,
    ...(questions > 0 ? [`npx lab answer ${number}   (${questions} questions)`] : []),
    seams.length > 0 ? 'npx lab watch   (checks whenever you save)' : 'npx lab check',
    'npx lab hint   (when you are stuck)',
  ];
}
