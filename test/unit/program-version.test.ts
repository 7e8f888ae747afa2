import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { programVersion } from '../../lab/engine/local/binaries/program-version.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab-version-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that answers one argument and refuses every other. */
function put(name: string, argument: string, script: string): string {
  const file = join(folder, name);
  const refuse = `[ "$1" = ${argument} ] || { echo "Error: unknown flag 9.9.9" >&2; exit 1; }`;
  writeFileSync(file, `#!/bin/sh\n${refuse}\n${script}\n`, { mode: 0o755 });
  return file;
}

for (const [name, argument, script, version] of [
  ['jaeger', 'version', `printf '{"gitCommit":"","gitVersion":"v1.76.0","buildDate":""}'`, '1.76.0'],
  ['victoria-logs', '--version', 'echo victoria-logs-v1.52.2 >&2', '1.52.2'],
  ['victoria-logs', '--version', 'echo victoria-logs-20260901-101112-tags-v1.52.2-0-g1a2b3c4 >&2', '1.52.2'],
  [
    'prometheus',
    '--version',
    "printf 'prometheus, version 3.16.0-rc.1 (branch: )\\n  go version: go1.26.8\\n'",
    '3.16.0-rc.1',
  ],
  ['otelcol-contrib', '--version', 'echo otelcol-contrib version 0.159.0', '0.159.0'],
] as const)
  test(`When ${name} is asked in its own way, then it is ${version}`, async () => {
    assert.equal(await programVersion(put(name, argument, script)), version);
  });

test('When a program names no version of its own, then that of its Go is not taken for it', async () => {
  const file = put(
    'prometheus',
    '--version',
    "printf 'prometheus, version  (branch: )\\n  go version: go1.26.8\\n'",
  );
  assert.equal(await programVersion(file), null);
});

test('When a program refuses, then what it says is no version', async () => {
  assert.equal(await programVersion(put('otelcol-contrib', 'version', 'echo 1.2.3')), null);
});
