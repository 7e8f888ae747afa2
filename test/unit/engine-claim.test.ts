import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { openHome } from '../../lab/engine/local/open-home.ts';
import { processIdentity } from '../../lab/engine/local/process/process-identity.ts';
import { claimHolder, claimHome } from '../../lab/engine/local/supervisor/claim-home.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-claim-'));
const paths = homePaths(join(folder, 'home'));
openHome(paths);
after(() => rmSync(folder, { recursive: true, force: true }));

test('When a living process has the claim, then nobody else gets it until it is released', () => {
  const claim = claimHome(paths);
  assert.deepEqual(claim?.identity, processIdentity(process.pid));
  assert.equal(claimHome(paths), undefined);
  claim?.release();
  assert.equal(claimHolder(paths), undefined);
});

test('When the claim names a pid that now belongs to another process, then it counts as stale', () => {
  writeFileSync(paths.claim, JSON.stringify({ pid: process.pid, startedAt: 'before the last boot' }));
  assert.equal(claimHolder(paths), undefined);
  const claim = claimHome(paths);
  assert.ok(claim);
  claim.release();
});

test('When the claim is half written, then it counts as stale', () => {
  writeFileSync(paths.claim, '{"pid": 1');
  const claim = claimHome(paths);
  assert.ok(claim);
  claim.release();
});

test('When LAB_HOME holds files that are not the lab’s, then it is refused', () => {
  const foreign = join(folder, 'photos');
  openHome(homePaths(foreign));
  rmSync(homePaths(foreign).marker);
  assert.throws(() => openHome(homePaths(foreign)), /holds files that are not the lab's/);
});
