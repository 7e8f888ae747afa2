import { setTimeout as after } from 'node:timers/promises';
import { LabError } from '../../lab-error.ts';
import type { HomePaths } from '../home-paths.ts';
import { tailFile } from '../tail-file.ts';
import type { SupervisedPart } from './supervised-part.ts';

const LOOK_EVERY_MS = 50;
// Once it was ready a part is restarted for ever; here somebody waits for it.
const FAILED_STARTS_LIMIT = 4;
const LOG_LINES = 8;
const LINES_READ = 60;
// Where in Node's own files an error went along says nothing to the learner.
const STACK_LINE = /^\s+at |^\s*$|^Node\.js v/;

/**
 * Resolves when every part is ready. Throws LabError, with the last lines of its log, when a part has failed or is
 * not ready by its deadline.
 */
export async function awaitFirstReadiness(
  parts: SupervisedPart[],
  paths: HomePaths,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    for (const part of parts) if (!waitsForOthers(part, parts)) throwIfHopeless(part, paths);
    if (parts.every((part) => part.state === 'ready')) return;
    await after(LOOK_EVERY_MS, undefined, { signal }).catch(() => {});
  }
}

// Nothing is wrong with who is late only because somebody else is.
function waitsForOthers({ definition, state }: SupervisedPart, parts: SupervisedPart[]): boolean {
  const used = parts.filter((part) => definition.uses.includes(part.definition.name));
  return state !== 'failed' && used.some((part) => part.state !== 'ready' && Date.now() < part.deadlineMs);
}

function throwIfHopeless(part: SupervisedPart, paths: HomePaths): void {
  const { name } = part.definition;
  if (part.state === 'ready') return;
  if (part.state === 'failed' && part.failure) {
    const { message, next, exitCode, cause } = part.failure;
    throw new LabError(withLog(message, name, paths), {
      next: next.length > 0 ? next : nextSteps(name),
      exitCode,
      cause,
    });
  }
  if (Date.now() < part.deadlineMs && part.policy.failedStarts < FAILED_STARTS_LIMIT) return;
  const why = part.detail ?? part.lastExit ?? 'no answer';
  throw new LabError(withLog(`${name} did not become ready: ${why}`, name, paths), {
    next: nextSteps(name),
  });
}

function withLog(message: string, name: string, paths: HomePaths): string {
  const lines = tailFile(paths.log(name), LINES_READ)
    .filter((line) => !STACK_LINE.test(line))
    .slice(-LOG_LINES);
  return lines.length === 0
    ? message
    : [message, `The last lines of its log:`, ...lines.map((line) => `  ${line}`)].join('\n');
}

function nextSteps(name: string): string[] {
  return [`npx lab logs ${name}`, 'npx lab doctor', 'npx lab up'];
}
