import { EngineUnavailable } from '../engine-unavailable.ts';
import { NOT_FOUND } from '../run-program.ts';
import { runDocker } from './run-docker.ts';

const ANSWER_LIMIT_MS = 10_000;
const OLDEST_COMPOSE = [2, 24] as const; // brought env files that need not be there
const MEMORY_NEEDED_BYTES = 2.75 * 1024 ** 3; // the containers' limits, and something for the system around them

/** Throws EngineUnavailable, with the one reason, unless Docker and compose v2 answer and have the memory that the lab needs. */
export async function requireDocker(): Promise<void> {
  const [memoryBytes, compose] = await Promise.all([
    requireDaemon(),
    runDocker(['compose', 'version', '--short'], { limitMs: ANSWER_LIMIT_MS }),
  ]);
  if (compose.code !== 0) throw noCompose('Docker has no compose v2.');
  const version = compose.stdout.trim();
  if (isTooOld(version))
    throw noCompose(
      `Docker's compose is ${version}, and the lab needs ${OLDEST_COMPOSE.join('.')} or newer.`,
    );
  if (memoryBytes < MEMORY_NEEDED_BYTES) throw tooLittleMemory(memoryBytes);
}

/** Throws EngineUnavailable, with the one reason, unless Docker answers. Returns its memory in bytes. */
export async function requireDaemon(): Promise<number> {
  const { code, stdout, stderr } = await runDocker(['info', '--format', '{{.MemTotal}}'], {
    limitMs: ANSWER_LIMIT_MS,
  });
  // Some versions of the client end with 0 although no daemon has answered.
  const memoryBytes = code === 0 ? Number(stdout.trim()) : Number.NaN;
  if (memoryBytes > 0) return memoryBytes;
  throw code === NOT_FOUND ? noDocker() : noDaemon(stderr);
}

function noDocker(): EngineUnavailable {
  return new EngineUnavailable('Docker is not installed.', {
    next: ['https://docs.docker.com/get-started/get-docker/', 'npx lab up --engine local'],
  });
}

function noDaemon(reason: string): EngineUnavailable {
  if (/permission denied/i.test(reason))
    return new EngineUnavailable('Docker is there, but this user may not use it.', {
      next: ['sudo usermod -aG docker $USER   (then log in again)', 'npx lab up --engine local'],
    });
  return new EngineUnavailable('Docker is installed, but its daemon does not answer.', {
    next: ['start Docker (Docker Desktop, or: sudo systemctl start docker)', 'npx lab up --engine local'],
  });
}

function noCompose(message: string): EngineUnavailable {
  return new EngineUnavailable(message, {
    next: [
      'install the compose plugin: https://docs.docker.com/compose/install/',
      'npx lab up --engine local',
    ],
  });
}

function tooLittleMemory(bytes: number): EngineUnavailable {
  const [has, needs] = [bytes, MEMORY_NEEDED_BYTES].map((amount) => (amount / 1024 ** 3).toFixed(1));
  return new EngineUnavailable(`Docker has ${has} GiB of memory, and the full stack needs ${needs}.`, {
    next: ['give it more (Docker Desktop: Settings, Resources)', 'npx lab up --engine local'],
  });
}

function isTooOld(version: string): boolean {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_COMPOSE;
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
}
