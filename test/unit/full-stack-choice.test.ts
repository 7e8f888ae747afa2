import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { readChapterEnv } from '../../lab/engine/chapter-env.ts';
import { LabError } from '../../lab/engine/lab-error.ts';
import { chooseFullStack } from '../../lab/engine/local/choose-full-stack.ts';
import { readSampling } from '../../lab/engine/read-sampling.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-full-stack-'));
after(() => rmSync(folder, { recursive: true, force: true }));

beforeEach(() => {
  Object.assign(process.env, { PATH: folder, XDG_CACHE_HOME: folder, LAB_BIN_DIR: '', SAMPLING: '' });
  for (const name of ['otelcol-contrib', 'tempo', 'loki', 'prometheus'])
    writeFileSync(join(folder, name), '', { mode: 0o755 });
});

test('When programs of the full stack are missing, then the error names them all and says how to get them', () => {
  rmSync(join(folder, 'tempo'));
  rmSync(join(folder, 'loki'));
  assert.throws(chooseFullStack, (error) => {
    assert.ok(error instanceof LabError);
    assert.match(error.message, /needs tempo, loki:/);
    assert.equal(error.next[0], 'npx lab install');
    return true;
  });
});

test('When all are there, then every trace is stored unless SAMPLING says otherwise', () => {
  assert.deepEqual(chooseFullStack(), { sampling: 'off', twoTiers: false, grafana: false });
  process.env.SAMPLING = 'tail';
  assert.deepEqual(chooseFullStack(), { sampling: 'tail', twoTiers: false, grafana: false });
});

test('When a chapter is active, then its SAMPLING wins over that of the environment', () => {
  const file = join(folder, 'chapter.env');
  process.env.SAMPLING = 'tail';
  assert.equal(readSampling(readChapterEnv(file)), 'tail');
  writeFileSync(file, '# of chapter 09\nSAMPLING="head"\n');
  assert.equal(readSampling(readChapterEnv(file)), 'head');
});

test('When SAMPLING is something else, then that is a usage error', () => {
  process.env.SAMPLING = 'on';
  assert.throws(chooseFullStack, { message: 'SAMPLING is "on": it is off, head or tail.', exitCode: 2 });
});
