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

function placeJaeger(where: string | undefined, mode = 0o755): string {
  assert.ok(where);
  mkdirSync(where, { recursive: true });
  writeFileSync(join(where, 'jaeger'), '#!/bin/sh\n', { mode });
  return join(where, 'jaeger');
}

test('When a program is nowhere, then it is not found', () => {
  assert.equal(findBinary('jaeger'), undefined);
});

test('When a program is in several places, then PATH wins over the cache, and the cache over LAB_BIN_DIR', () => {
  const last = placeJaeger(named);
  assert.equal(findBinary('jaeger'), last);
  const second = placeJaeger(binaryCache());
  assert.equal(findBinary('jaeger'), second);
  const first = placeJaeger(onPath);
  assert.equal(findBinary('jaeger'), first);
});

test('When the lab’s cache has a Tempo, then an earlier lab has built it, and it is not taken', () => {
  mkdirSync(binaryCache(), { recursive: true });
  writeFileSync(join(binaryCache(), 'tempo'), '#!/bin/sh\n', { mode: 0o755 });
  assert.equal(findBinary('tempo'), undefined);
});

test('When a file of that name cannot be executed, then the search goes on', () => {
  placeJaeger(onPath, 0o644);
  const executable = placeJaeger(named);
  assert.equal(findBinary('jaeger'), executable);
});
