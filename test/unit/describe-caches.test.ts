import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { describeCaches } from '../../lab/install/describe-caches.ts';

const before = { ...process.env };
let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'lab-caches-'));
  process.env.XDG_CACHE_HOME = root;
});
afterEach(() => {
  process.env = { ...before };
  rmSync(root, { recursive: true, force: true });
});

function put(...programs: string[]): string {
  const lab = join(root, 'bookstore-tracing-lab');
  mkdirSync(join(lab, 'bin'), { recursive: true });
  for (const name of programs) writeFileSync(join(lab, 'bin', name), Buffer.alloc(3_000_000, 1));
  return lab;
}

/** A Go that says where its caches are. */
function putGo(script: string): void {
  writeFileSync(join(root, 'go'), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  process.env.PATH = `${root}:${process.env.PATH}`;
}

test('When the lab got no program, then nothing remains', () => {
  assert.deepEqual(describeCaches(), []);
});

test('When the lab got a program, then its folder is named with its size and what removes it', () => {
  const lab = put('k6');
  const [line = '', ...more] = describeCaches();
  assert.match(line, /: [34] MB in /);
  assert.ok(line.endsWith(`To remove them: rm -r '${lab}'`), line);
  assert.deepEqual(more, []);
});

test('When the lab built a program, then what Go keeps is named too', () => {
  put('jaeger');
  putGo(`echo ${root}/go-build; echo ${root}/none`);
  mkdirSync(join(root, 'go-build'));
  writeFileSync(join(root, 'go-build', 'object'), Buffer.alloc(8_000_000, 1));
  const [, line = ''] = describeCaches();
  assert.match(line, /: [89] MB in \S+go-build\. To remove it: go clean -cache -modcache$/);
});

test('When Go does not answer, then the lab’s own folder is named all the same', () => {
  put('jaeger');
  putGo('exit 1');
  assert.equal(describeCaches().length, 1);
});
