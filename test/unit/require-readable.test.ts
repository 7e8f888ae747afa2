import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { requireReadable } from '../../lab/engine/compose/require-readable.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-readable-'));
after(() => rmSync(folder, { recursive: true, force: true }));
mkdirSync(join(folder, 'deploy/tempo'), { recursive: true });
writeFileSync(join(folder, 'deploy/tempo/tempo.yaml'), '');

const skip = process.platform === 'linux' ? false : 'Docker opens every file here';

test('When a mounted file or folder is closed to other users, then it is named with its remedy', {
  skip,
}, () => {
  const file = join(folder, 'deploy/tempo/tempo.yaml');
  chmodSync(join(folder, 'deploy'), 0o755);
  chmodSync(join(folder, 'deploy/tempo'), 0o755);
  chmodSync(file, 0o644);
  requireReadable(folder);
  chmodSync(file, 0o640);
  assert.throws(() => requireReadable(folder), /may not read deploy\/tempo\/tempo\.yaml/);
  chmodSync(file, 0o644);
  chmodSync(join(folder, 'deploy/tempo'), 0o750);
  assert.throws(() => requireReadable(folder), /may not read deploy\/tempo/);
});
