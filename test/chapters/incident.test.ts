// Every trouble of `lab incident` on a lab of its own, in a copy of the repository: its variables are the clone's.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Addresses, Engine } from '../../lab/engine/engine.ts';
import type { Clues, Trouble } from '../../lab/incident/trouble.ts';
import { makeScratchCopy } from '../../lab/verify/make-scratch-copy.ts';

const scratch = makeScratchCopy(join(import.meta.dirname, '../..'));
process.env.LAB_HOME = join(scratch.folder, '.lab');
const from = <M>(path: string): Promise<M> => import(pathToFileURL(join(scratch.folder, path)).href);

const { openEngine } =
  await from<typeof import('../../lab/engine/open-engine.ts')>('lab/engine/open-engine.ts');
const { driveCheckout } = await from<typeof import('../../lab/checkout/drive-checkout.ts')>(
  'lab/checkout/drive-checkout.ts',
);
const { waitUntil } = await from<typeof import('../../lab/engine/local/process/wait-until.ts')>(
  'lab/engine/local/process/wait-until.ts',
);
const { openLearner } = await from<typeof import('../../lab/chapters/open-learner.ts')>(
  'lab/chapters/open-learner.ts',
);
const { TROUBLES } = await from<typeof import('../../lab/incident/troubles.ts')>('lab/incident/troubles.ts');
const { drawBy } = await from<typeof import('../../lab/incident/draw.ts')>('lab/incident/draw.ts');
const { runIncident } = await from<typeof import('../../lab/incident/run-incident.ts')>(
  'lab/incident/run-incident.ts',
);
const { answerIncident } = await from<typeof import('../../lab/incident/answer-incident.ts')>(
  'lab/incident/answer-incident.ts',
);
const { readIncident, readRecords } = await from<typeof import('../../lab/incident/incident-state.ts')>(
  'lab/incident/incident-state.ts',
);
const { askDesk } = await from<typeof import('../../lab/stores/ask-desk.ts')>('lab/stores/ask-desk.ts');

const SHOWN_WITHIN_MS = 45_000;
const QUIET_WITHIN_MS = 20_000;
const CHAPTER_ENV = join(scratch.folder, '.lab/chapter.env');
const learner = openLearner(scratch.folder, () => {});
let engine: Engine;
let addresses: Addresses;

before(async () => {
  engine = openEngine('local');
  // On a machine that is busy with other tests a start may take longer than it allows itself.
  await engine.up().catch(() => engine.up());
  addresses = await engine.addresses();
});
after(async () => {
  await engine.down();
  scratch.remove();
});

for (const trouble of TROUBLES) {
  test(`When ${trouble.suspect} is the trouble, then telemetry shows it, only its culprit is right, and it is undone`, async () => {
    const running = begin(trouble);
    try {
      await assertFound(trouble, (await running.begun).startedMs);
      await running.over;
    } finally {
      await running.end();
    }
    assert.equal(readRecords(learner).at(-1)?.suspect, trouble.suspect);
    await assertUndone(trouble);
  });
}

test('When the command is killed, then the next one undoes the incident; and no two last at once', async () => {
  const seed = seedOf('gateway-slow');
  const child = lab('incident', '--json', '--seed', String(seed));
  assert.ok(await waitUntil(() => child.output().includes('complaint'), 90_000), child.output());
  const second = lab('incident', '--json');
  assert.equal(await second.exited, 2);
  assert.match(second.output(), /already under way/);
  child.kill('SIGKILL');
  await child.exited;
  assert.match(readFileSync(CHAPTER_ENV, 'utf8'), /GATEWAY_REVIEW_ABOVE_CENTS/);
  const next = lab('checkout');
  assert.equal(await next.exited, 0, next.output());
  assert.match(next.output(), /An incident was left behind/);
  await assertUndone(TROUBLES.find(({ suspect }) => suspect === 'gateway-slow') as Trouble);
});

test('When Ctrl-C ends it, then it is undone, and there is nothing left to answer', async () => {
  const child = lab('incident', '--json', '--seed', String(seedOf('slow-insert')));
  assert.ok(await waitUntil(() => child.output().includes('complaint'), 90_000), child.output());
  const unknown = lab('incident', '--answer', 'the moon');
  assert.equal(await unknown.exited, 2);
  assert.match(unknown.output(), /none of the suspects/);
  child.kill('SIGINT');
  assert.equal(await child.exited, 130);
  const late = lab('incident', '--answer', '1');
  assert.equal(await late.exited, 2);
  assert.match(late.output(), /no incident under way/);
  await assertUndone(TROUBLES.find(({ suspect }) => suspect === 'slow-insert') as Trouble);
});

test('When the lab is stopped, then the incident is over; and without a lab none begins', async () => {
  const child = lab('incident', '--json', '--seed', String(seedOf('lost-context')));
  assert.ok(await waitUntil(() => child.output().includes('complaint'), 90_000), child.output());
  await engine.down();
  assert.equal(await child.exited, 3);
  assert.equal(readIncident(learner), undefined);
  assert.equal(existsSync(CHAPTER_ENV), false);
  const without = lab('incident');
  assert.equal(await without.exited, 3);
  assert.match(without.output(), /not running/);
});

function begin(trouble: Trouble) {
  const begun = Promise.withResolvers<{ startedMs: number }>();
  const given = new AbortController();
  const over = runIncident(learner, engine, {
    seed: seedOf(trouble.suspect),
    signal: given.signal,
    meanwhile: ({ incident }) => begun.resolve(incident),
  });
  over.catch(begun.reject);
  const end = async () => {
    given.abort();
    await over.catch(() => {});
  };
  return { begun: begun.promise, over, end };
}

async function assertFound(trouble: Trouble, startedMs: number): Promise<void> {
  const desk = askDesk(addresses.desk);
  const shows = async () => (await trouble.clues(desk, startedMs)) !== undefined;
  assert.ok(await waitUntil(shows, SHOWN_WITHIN_MS, 500), 'nothing to be seen');
  for (const other of TROUBLES.filter(({ suspect }) => suspect !== trouble.suspect)) {
    const answered = await answerIncident(learner, engine, other.suspect);
    assert.equal(answered.right, false, `${other.suspect} was accepted`);
  }
  const answered = await answerIncident(learner, engine, trouble.suspect);
  assert.ok(answered.right);
  assert.equal(answered.wrong, TROUBLES.length - 1);
  assert.deepEqual(
    answered.end.route.map(({ kind }) => kind),
    ['metric', 'trace', 'log'],
  );
}

async function assertUndone(trouble: Trouble): Promise<void> {
  assert.equal(readIncident(learner), undefined);
  assert.equal(existsSync(CHAPTER_ENV), false);
  const sinceMs = Date.now();
  const wishes = [{}, { totalUsd: 60 }, { totalUsd: 12 }, { totalUsd: 32 }];
  const results = await Promise.all(wishes.map((wish) => driveCheckout(addresses.storefront, wish)));
  assert.deepEqual(
    results.map(({ outcome }) => outcome),
    wishes.map(() => 'paid'),
  );
  // What a process that was ended has measured last stays until the next one says its own.
  let clues: Clues | undefined;
  const isQuiet = async () => {
    clues = await trouble.clues(askDesk(addresses.desk), sinceMs);
    return clues === undefined;
  };
  assert.ok(await waitUntil(isQuiet, QUIET_WITHIN_MS, 500), JSON.stringify(clues));
}

function seedOf(suspect: string): number {
  let seed = 1;
  while (drawBy(seed).pick(TROUBLES).suspect !== suspect) seed += 1;
  return seed;
}

function lab(...args: string[]) {
  const child = spawn(process.execPath, [join(scratch.folder, 'lab/lab.js'), ...args], {
    cwd: scratch.folder,
    env: { ...process.env, NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve));
  return { exited, output: () => output, kill: (signal: NodeJS.Signals) => child.kill(signal) };
}
