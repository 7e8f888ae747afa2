import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import type { UpOptions } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { REPOSITORY } from '../local/home-paths.ts';
import { type ProgramAnswer, runProgram } from '../run-program.ts';
import { CLUSTER_NAME } from './cluster.ts';
import { showStep } from './show-step.ts';

const BUILD_LIMIT_MS = 900_000;
const LOAD_LIMIT_MS = 300_000;

/** Builds the Bookstore's image and loads it into the lab's cluster; the node pulls all other images. Throws LabError. */
export async function loadImage(options: UpOptions = {}): Promise<string> {
  const settings = parseEnv(readFileSync(join(REPOSITORY, '.env'), 'utf8'));
  const image = `bookstore-tracing-lab/bookstore:${settings.BOOKSTORE_TAG}`;
  const { signal } = options;
  const built = showStep(options, "building the Bookstore's image", BUILD_LIMIT_MS);
  const base = ['--build-arg', `NODE_IMAGE=node:${settings.NODE_TAG}`];
  const build = await runProgram(
    'docker',
    ['build', '--tag', image, ...base, '--file', 'services/Dockerfile', '.'],
    { limitMs: BUILD_LIMIT_MS, signal },
  ).finally(built);
  signal?.throwIfAborted();
  if (build.code !== 0) throw failed("The Bookstore's image cannot be built", build);
  const loaded = showStep(options, "loading the Bookstore's image into the cluster", LOAD_LIMIT_MS);
  const load = await runProgram('kind', ['load', 'docker-image', image, '--name', CLUSTER_NAME], {
    limitMs: LOAD_LIMIT_MS,
    signal,
  }).finally(loaded);
  signal?.throwIfAborted();
  if (load.code !== 0) throw failed("The Bookstore's image cannot be loaded into the cluster", load);
  return image;
}

function failed(what: string, { code, stdout, stderr }: ProgramAnswer): LabError {
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /error|denied|failed|no such|not found|timeout/i.test(line));
  const why = code === null ? 'no end in time' : (errors.at(-1) ?? lines.findLast(Boolean) ?? '');
  return new LabError(`${what}: ${why.slice(0, 300)}`, { next: ['docker version', 'scripts/kind.sh load'] });
}
