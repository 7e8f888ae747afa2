import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { readChapterEnv } from '../../lab/engine/chapter-env.ts';
import { LabError } from '../../lab/engine/lab-error.ts';
import { chooseFullStack } from '../../lab/engine/local/choose-full-stack.ts';
import { readSampling } from '../../lab/engine/read-sampling.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-full-stack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const put = (...names: string[]) => {
  for (const name of names) writeFileSync(join(folder, name), '', { mode: 0o755 });
};

beforeEach(() => {
  for (const name of ['tempo', 'loki', 'jaeger', 'victoria-logs'])
    rmSync(join(folder, name), { force: true });
  Object.assign(process.env, {
    PATH: folder,
    XDG_CACHE_HOME: folder,
    LAB_BIN_DIR: '',
    SAMPLING: '',
    STORES: '',
  });
  put('otelcol-contrib', 'prometheus');
});

test('When programs of the full stack are missing, then the error names them all and says how to get them', () => {
  assert.throws(chooseFullStack, (error) => {
    assert.ok(error instanceof LabError);
    assert.match(error.message, /needs jaeger, victoria-logs:/);
    assert.equal(error.next[0], 'npx lab install');
    return true;
  });
});

test('When Tempo and Loki are asked for and not there, then nobody is sent to build them', () => {
  process.env.STORES = 'grafana';
  put('loki');
  assert.throws(chooseFullStack, (error) => {
    assert.ok(error instanceof LabError);
    assert.match(error.message, /STORES=grafana needs tempo:.* does not build/);
    assert.match(error.next[0] ?? '', /^STORES=open /);
    return true;
  });
});

test('When all are there, then every trace is stored unless SAMPLING says otherwise', () => {
  put('jaeger', 'victoria-logs');
  const open = { stores: 'open', twoTiers: false, trialJaeger: false, grafana: false };
  assert.deepEqual(chooseFullStack(), { sampling: 'off', ...open });
  process.env.SAMPLING = 'tail';
  assert.deepEqual(chooseFullStack(), { sampling: 'tail', ...open });
});

test('When somebody has brought Tempo and Loki along, then they store, unless STORES says otherwise', () => {
  put('jaeger', 'victoria-logs', 'tempo', 'loki');
  assert.equal(chooseFullStack().stores, 'grafana');
  process.env.STORES = 'open';
  assert.equal(chooseFullStack().stores, 'open');
});

test('When only an earlier version of the lab has built Tempo and Loki, then Jaeger and VictoriaLogs store', () => {
  put('jaeger', 'victoria-logs');
  const cache = join(folder, 'bookstore-tracing-lab', 'bin');
  mkdirSync(cache, { recursive: true });
  for (const name of ['tempo', 'loki']) writeFileSync(join(cache, name), '', { mode: 0o755 });
  assert.equal(chooseFullStack().stores, 'open');
});

test('When a chapter is active, then its SAMPLING wins over that of the environment', () => {
  const file = join(folder, 'chapter.env');
  process.env.SAMPLING = 'tail';
  assert.equal(readSampling(readChapterEnv(file)), 'tail');
  writeFileSync(file, '# of chapter 09\nSAMPLING="head"\n');
  assert.equal(readSampling(readChapterEnv(file)), 'head');
});

test('When SAMPLING is something else, then that is a usage error', () => {
  put('jaeger', 'victoria-logs');
  process.env.SAMPLING = 'on';
  assert.throws(chooseFullStack, { message: 'SAMPLING is "on": it is off, head or tail.', exitCode: 2 });
});

test('When STORES is something else, then that is a usage error', () => {
  process.env.STORES = 'both';
  assert.throws(chooseFullStack, { message: 'STORES is "both": it is grafana or open.', exitCode: 2 });
});
