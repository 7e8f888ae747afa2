// Every way in which Docker may be there and still not run the lab: one clear line each. The `docker` here is a script.
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { composeProject } from '../../lab/engine/compose/compose-project.ts';
import { getImages } from '../../lab/engine/compose/get-images.ts';
import { requireDocker } from '../../lab/engine/compose/require-docker.ts';
import { EngineUnavailable } from '../../lab/engine/engine-unavailable.ts';
import { homePaths } from '../../lab/engine/local/home-paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-docker-'));
const path = process.env.PATH;
const project = composeProject(homePaths(join(folder, 'home')));
const CONFIG = join(import.meta.dirname, '../compose/recorded/config.json');
const WELL = { info: 'echo 8000000000', 'compose version': 'echo 2.40.3' };

after(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  process.env.PATH = `${folder}${delimiter}${path}`;
});

/** A docker that answers each command, known by how it begins, with a line of shell, and any other with failure. */
function fakeDocker(answers: Record<string, string>): void {
  const cases = Object.entries(answers).map(([command, line]) => `  "${command}"*) ${line} ;;`);
  const script = ['#!/bin/sh', 'case "$*" in', ...cases, '  *) echo "unexpected: $*" >&2; exit 9 ;;', 'esac'];
  writeFileSync(join(folder, 'docker'), `${script.join('\n')}\n`, { mode: 0o755 });
}

const unavailable = (message: RegExp) => (error: unknown) =>
  error instanceof EngineUnavailable && message.test(error.message) && error.next.length > 0;

for (const [when, answers, message] of [
  ['its daemon does not answer', { info: 'echo "Cannot connect" >&2; exit 1' }, /daemon does not answer/],
  ['an old client says nothing and ends well', { info: 'echo 0' }, /daemon does not answer/],
  ['this user may not use it', { info: 'echo "permission denied" >&2; exit 1' }, /this user may not/],
  ['it has no compose', { 'compose version': 'exit 1' }, /no compose v2/],
  ['its compose is old', { 'compose version': 'echo v2.6.0' }, /is v2\.6\.0, and .* 2\.24/],
  ['it has little memory', { info: 'echo 2147483648' }, /has 2\.0 GiB of memory/],
] as const) {
  test(`When ${when}, then one line says so`, async () => {
    fakeDocker({ ...WELL, ...answers });
    await assert.rejects(requireDocker(), unavailable(message));
  });
}

test('When Docker and compose answer, then nothing is said', async () => {
  fakeDocker(WELL);
  await requireDocker();
});

test('When an image cannot be pulled, then it is named, with the reason', async () => {
  const denied = 'Error response from daemon: Get \\"https://registry.example/v2/\\": dial tcp: no such host';
  fakeDocker({
    'image ls': 'echo postgres:18',
    'compose ': `cat '${CONFIG}'`,
    pull: `echo "${denied}" >&2; exit 1`,
  });
  await assert.rejects(
    getImages(project, {}, {}),
    unavailable(/node:24-bookworm-slim cannot be pulled: .*no such host/),
  );
});

test('When our own image cannot be built, then the last error of the build is the reason', async () => {
  const build = `case "$*" in *config*) cat '${CONFIG}' ;; *) echo "npm error network" >&2; exit 17 ;; esac`;
  fakeDocker({ 'image ls': 'true', pull: 'true', 'compose ': build });
  await assert.rejects(getImages(project, {}, {}), unavailable(/cannot be built: npm error network/));
});

test('When Ctrl-C comes while an image is pulled, then the pull ends', { timeout: 10_000 }, async () => {
  fakeDocker({ 'image ls': 'true', 'compose ': `cat '${CONFIG}'`, pull: 'exec sleep 60' });
  const interrupt = new AbortController();
  const onProgress = ({ awaited }: { awaited: Array<{ doing: string }> }) => {
    if (awaited[0]?.doing.startsWith('pulling')) setImmediate(() => interrupt.abort());
  };
  await assert.rejects(getImages(project, {}, { onProgress, signal: interrupt.signal }), {
    name: 'AbortError',
  });
});
