import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { binaryCache } from '../../lab/engine/local/binaries/binary-cache.ts';
import { findBinary } from '../../lab/engine/local/binaries/find-binary.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-binaries-'));
const [onPath, cacheRoot, named] = ['path', 'cache', 'named'].map((name) => join(folder, name));

beforeEach(() => {
  rmSync(folder, { recursive: true, force: true });
  Object.assign(process.env, { PATH: onPath, XDG_CACHE_HOME: cacheRoot, LAB_BIN_DIR: named });
});
after(() => rmSync(folder, { recursive: true, force: true }));

function placeTempo(where: string | undefined, mode = 0o755): string {
  assert.ok(where);
  mkdirSync(where, { recursive: true });
  writeFileSync(join(where, 'tempo'), '#!/bin/sh\n', { mode });
  return join(where, 'tempo');
}

test('When a program is nowhere, then it is not found', () => {
  assert.equal(findBinary('tempo'), undefined);
});

test('When a program is in several places, then PATH wins over the cache, and the cache over LAB_BIN_DIR', () => {
  const last = placeTempo(named);
  assert.equal(findBinary('tempo'), last);
  const second = placeTempo(binaryCache());
  assert.equal(findBinary('tempo'), second);
  const first = placeTempo(onPath);
  assert.equal(findBinary('tempo'), first);
});

test('When a file of that name cannot be executed, then the search goes on', () => {
  placeTempo(onPath, 0o644);
  const executable = placeTempo(named);
  assert.equal(findBinary('tempo'), executable);
});
