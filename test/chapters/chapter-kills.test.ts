import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, watch } from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { changeLearner } from '../../lab/chapters/change-learner.ts';
import { filesBelow } from '../../lab/chapters/list-folders.ts';
import { listVersions } from '../../lab/chapters/versions.ts';
import {
  addCommands,
  type ChapterRepository,
  chapterRepository,
  exerciseOf,
  solutionOf,
} from '../component/chapter-repository.ts';
import { type Editor, openEditor } from './chapter-editor.ts';

const KILLS = process.env.FAULTS === 'full' ? 200 : 40;
const LEARNERS = 2; // at work at the same time
const AT_WORK = 0.1; // of all kills: at least so many in the middle of a change
const LIMIT_MS = 60_000;

const files = (folder: string) => ['a.ts', 'b.ts', 'c.ts'].map((name) => `${folder}/${name}`);
const CHAPTERS = [
  { slug: '05-queue', files: files('services/shared') },
  { slug: '06-outbox', files: files('services/orders') },
];
const SEAMS = CHAPTERS.flatMap((chapter) => chapter.files);

type Round = { repository: ChapterRepository; editor: Editor };

const repositories: ChapterRepository[] = [];
after(() => repositories.map((repository) => repository.remove()));

test('When commands are killed while files are saved, then no version is ever lost and the next command mends the rest', async (t) => {
  let [kills, atWork, lost] = [0, 0, false];
  const learn = async () => {
    const round = open();
    while (kills < KILLS && !lost) {
      const killed = await killedCommand(round);
      if (!killed) continue;
      kills++;
      if (existsSync(round.repository.learner.journal)) atWork++;
      examineUnmended(round);
      await changeLearner(round.repository.learner, () => {});
      examineMended(round);
    }
  };
  const learners = Array.from({ length: LEARNERS }, () =>
    learn().finally(() => {
      lost = kills < KILLS;
    }),
  );
  await Promise.all(learners);
  assert.ok(atWork >= AT_WORK * kills, `only ${atWork} of ${kills} commands were killed at work`);
  t.diagnostic(`${kills} kills, ${atWork} of them in the middle of a change`);
});

function open(): Round {
  const repository = chapterRepository(CHAPTERS);
  repositories.push(repository);
  addCommands(repository.folder);
  mkdirSync(repository.learner.root, { recursive: true });
  return { repository, editor: openEditor(repository.folder, join(repository.folder, 'backups')) };
}

/** Types a command, saves files meanwhile, and kills it at a random moment; false when it had ended before. */
async function killedCommand({ repository, editor }: Round): Promise<boolean> {
  if (Math.random() < 0.5) await editor.save(anyOf(SEAMS), false);
  const { folder, learner } = repository;
  const child = type(folder, anyOf(commandsOf(repository)));
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  await Promise.race([
    changeOrEnd(learner.root, child),
    pause(Math.random() < 0.1 ? Math.random() * 500 : LIMIT_MS, undefined, { ref: false }),
  ]);
  const saving = pause(Math.random() * 5).then(() => editor.save(anyOf(SEAMS), Math.random() < 0.5));
  await Promise.race([pause(Math.random() ** 2 * 8), ended]);
  child.kill('SIGKILL');
  const [[, signal]] = await Promise.all([ended, saving]);
  return signal === 'SIGKILL';
}

/** Those that change something now. */
function commandsOf({ learner }: ChapterRepository): string[] {
  const [active] = filesBelow(learner.originals);
  if (!active) return ['start 05', 'start 06'];
  return ['solve', 'reset', CHAPTERS[0]?.files.includes(active) ? 'start 06' : 'start 05'];
}

/** Resolves when a command begins to prepare a change in this folder, or has ended. */
function changeOrEnd(folder: string, child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    const watcher = watch(folder, (_event, name) => name === 'drafts' && done());
    const done = () => {
      watcher.close();
      resolve();
    };
    child.once('exit', done);
  });
}

function type(folder: string, command: string): ChildProcess {
  const child = spawn(process.execPath, [join(folder, 'lab/cli.ts'), ...command.split(' '), '--yes'], {
    env: { ...process.env, LAB_HOME: join(folder, '.lab'), NODE_COMPILE_CACHE: join(folder, 'compiled') },
    stdio: 'ignore',
  });
  if (child.pid) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
  return child;
}

/** As the kill has left it: a file may be away, but never half or unknown. */
function examineUnmended({ repository, editor }: Round): void {
  for (const path of SEAMS.filter((seam) => existsSync(join(repository.folder, seam)))) {
    const known = [solutionOf(path), ...CHAPTERS.map(({ slug }) => exerciseOf(path, slug.slice(0, 2)))];
    const texts = [...known, ...editor.saved.filter((save) => save.path === path).map(({ text }) => text)];
    assert.ok(texts.includes(repository.read(path)), `${path} says: ${repository.read(path)}`);
  }
}

/** After the next command: every file is there, every text that was saved too, and no exercise counts as an original. */
function examineMended({ repository, editor }: Round): void {
  const { learner } = repository;
  for (const path of SEAMS) assert.ok(existsSync(join(repository.folder, path)), `${path} is missing`);
  const texts = new Set([
    ...listVersions(learner, SEAMS).map(({ place }) => repository.read(place)),
    ...SEAMS.map(repository.read),
    ...editor.overwritten(),
  ]);
  for (const { text } of editor.saved) assert.ok(texts.has(text), `lost: ${text}`);
  for (const path of SEAMS) assert.ok(texts.has(solutionOf(path)), `the original of ${path} is lost`);
  const originals = filesBelow(learner.originals);
  for (const path of originals)
    assert.doesNotMatch(readFileSync(join(learner.originals, path), 'utf8'), /TODO/);
  for (const path of SEAMS.filter((seam) => !originals.includes(seam)))
    assert.doesNotMatch(repository.read(path), /TODO/);
  assert.ok([0, 3].includes(originals.length), `originals: ${originals.join()}`);
}

function anyOf<T>(choices: readonly T[]): T {
  return choices[Math.floor(Math.random() * choices.length)] as T;
}
