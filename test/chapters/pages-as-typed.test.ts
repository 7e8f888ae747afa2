// The pages, by somebody who types what they show: every command runs, and says what is shown.
import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { missingBinaries } from '../../lab/engine/local/binaries/missing-binaries.ts';
import { chooseStores } from '../../lab/engine/local/choose-full-stack.ts';
import { makeScratchCopy } from '../../lab/verify/make-scratch-copy.ts';
import { readCommandsInText } from '../read-page.ts';
import { openLessons } from './open-lessons.ts';
import { openReader, type Said } from './open-reader.ts';
import { readSteps, type Step } from './read-steps.ts';
import { typePage } from './type-page.ts';
import { whatDiffers } from './what-differs.ts';

/** Pages that show what the check says of a near-miss, not of the exercise. */
const MISTAKES: Record<string, string> = { 'chapters/05-across-the-queue/README.md': 'never-read' };
/** What pages have for other days: it installs, starts something else, lasts, or takes minutes. */
const OTHER_DAYS = /^(npm (ci|run|test)|npx lab (install|up|down|verify|load .+)\b|[A-Z_]+=)/;
/** In a sentence or a table these stand for themselves: other pages have their sessions. */
const SESSIONS = /^npx lab (watch|incident)/;
/** Nobody has written anything in chapter 05, which the pages for all chapters take as their example. */
const ANEW = 'npx lab start 05 --yes && npx lab reset 05 --yes';
const NEEDS_ANEW = /^npx lab (check|solve|reset)/;

const scratch = makeScratchCopy(join(import.meta.dirname, '../..'));
const reader = openReader(scratch.folder);
const lessons = await openLessons(scratch.folder);
const lessonOf = (page: string) => lessons.get(/\d\d/.exec(page)?.[0] ?? '') ?? assert.fail(page);
/** In a cluster nobody types here: `npx lab verify --engine kind` is for those. */
const pages = globSync('chapters/*/README.md', { cwd: scratch.folder })
  .sort()
  .filter((page) => lessonOf(page).engines.includes('local'));
const isFull = (page: string) => lessonOf(page).needs === 'full';
const missing = missingBinaries(chooseStores());

after(async () => {
  await reader.type('npx lab down --purge');
  scratch.remove();
});

describe('With npm start', () => {
  let started: Said;
  before(async () => {
    started = await reader.type('npm start');
    asShown(whatDiffers('npm start', started));
  });
  after(() => reader.type('npx lab down'));

  test('When npm start is typed, then README.md shows what it says', () => {
    const start = stepsOf('README.md').find(({ command }) => command === 'npm start');
    asShown(whatDiffers('npm start', started, { shown: start?.shown ?? assert.fail('it shows nothing') }));
  });
  for (const page of ['README.md', 'docs/full-stack.md', 'chapters/README.md', 'chapters/TEACHING.md'])
    typed(page);
  test('When a command in the text of README.md is typed in chapter 05, then it ends well', async () => {
    const differences: string[] = [];
    for (const command of new Set(readCommandsInText(join(scratch.folder, 'README.md')))) {
      if (!command.startsWith('npx lab ') || OTHER_DAYS.test(command) || SESSIONS.test(command)) continue;
      if (NEEDS_ANEW.test(command)) await reader.type(ANEW);
      const code = command === 'npx lab check' ? 1 : 0;
      differences.push(...whatDiffers(command, await reader.type(command), { code }));
    }
    asShown(differences);
  });
  for (const page of pages.filter((one) => !isFull(one))) typed(page);
});

describe('With the full stack', { skip: missing.length > 0 && `missing: ${missing.join(', ')}` }, () => {
  const up = 'npx lab up --full';
  before(async () => asShown(whatDiffers(up, await reader.type(up))));
  for (const page of pages.filter(isFull)) typed(page);
});

function typed(page: string): void {
  test(`When ${page} is typed, then it is as shown`, async () => {
    const [number] = /\d\d/.exec(page) ?? [];
    if (!number) await reader.type(ANEW);
    const lesson = lessons.get(number ?? '05') ?? assert.fail(`chapter ${number}`);
    const steps = stepsOf(page).filter(({ command }) => command !== 'npm start' && !OTHER_DAYS.test(command));
    asShown(await typePage(reader, lesson, steps, MISTAKES[page]));
  });
}

function stepsOf(page: string): Step[] {
  return readSteps(join(scratch.folder, page), chooseStores());
}

function asShown(differences: string[]): void {
  assert.ok(differences.length === 0, differences.join('\n\n'));
}
