import type { UpOptions } from '../engine.ts';
import { EngineUnavailable } from '../engine-unavailable.ts';
import type { ProgramAnswer } from '../run-program.ts';
import { askDocker } from './ask-docker.ts';
import { type ComposeProject, composeArguments } from './compose-project.ts';
import { builtServices, type NeededImage, neededImages } from './needed-images.ts';
import { runDocker } from './run-docker.ts';

const PULL_LIMIT_MS = 900_000;
const BUILD_LIMIT_MS = 900_000;

/** Pulls what is missing and builds our own images, for a lab with this environment (stack-environment.ts). Throws EngineUnavailable with the one reason why that fails. */
export async function getImages(
  project: ComposeProject,
  stack: NodeJS.ProcessEnv,
  options: UpOptions,
): Promise<void> {
  const config = await askDocker([...composeArguments(project), 'config', '--format', 'json'], {
    env: stack,
  });
  const listed = await askDocker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']);
  const present = new Set(listed.split('\n'));
  for (const image of neededImages(config).filter(({ reference }) => !present.has(reference)))
    await pullImage(image, options);
  await buildImages(project, builtServices(config), stack, options);
}

async function pullImage({ reference, part }: NeededImage, options: UpOptions): Promise<void> {
  const done = announce(options, part, `pulling ${reference}`, PULL_LIMIT_MS);
  const answer = await runDocker(['pull', '--quiet', reference], {
    limitMs: PULL_LIMIT_MS,
    signal: options.signal,
  }).finally(done);
  options.signal?.throwIfAborted();
  if (answer.code !== 0)
    throw new EngineUnavailable(`The image ${reference} cannot be pulled: ${reasonOf(answer)}.`, {
      next: [`docker pull ${reference}`, 'npx lab up --engine local'],
    });
}

async function buildImages(
  project: ComposeProject,
  services: string[],
  stack: NodeJS.ProcessEnv,
  options: UpOptions,
): Promise<void> {
  const done = announce(options, 'storefront', "building the Bookstore's image", BUILD_LIMIT_MS);
  const build = [...composeArguments(project), '--progress', 'plain', 'build', ...services];
  const run = { env: stack, limitMs: BUILD_LIMIT_MS, signal: options.signal };
  const answer = await runDocker(build, run).finally(done);
  options.signal?.throwIfAborted();
  if (answer.code !== 0)
    throw new EngineUnavailable(`The Bookstore's image cannot be built: ${reasonOf(answer)}.`, {
      next: ['docker compose build', 'npx lab up --engine local'],
    });
}

/** Repeats a progress line with the seconds that are left, until the returned function is called. */
function announce(options: UpOptions, name: NeededImage['part'], doing: string, limitMs: number): () => void {
  const deadline = Date.now() + limitMs;
  const tell = () => {
    const secondsLeft = Math.max(0, Math.ceil((deadline - Date.now()) / 1_000));
    options.onProgress?.({ ready: [], awaited: [{ name, doing, secondsLeft }] });
  };
  tell();
  const timer = setInterval(tell, 1_000);
  return () => clearInterval(timer);
}

function reasonOf({ code, stderr, stdout }: ProgramAnswer): string {
  if (code === null) return 'no end in time';
  const lines = `${stdout}\n${stderr}`.split('\n').map((line) => line.trim());
  const errors = lines.filter((line) => /error|denied|failed|no such|not found|timeout/i.test(line));
  return (errors.at(-1) ?? lines.findLast(Boolean) ?? `exit code ${code}`).replace(/\.$/, '').slice(0, 300);
}
