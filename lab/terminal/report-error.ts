import { CommanderError } from 'commander';
import pc from 'picocolors';
import { LabError } from '../engine/lab-error.ts';
import { INTERRUPTED, wasInterrupted } from './interruptible.ts';

const USAGE = 2;
const NOT_WELL = 3;

/** Tells the learner what went wrong and what to type next, without a stack (LAB_DEBUG=1 shows it). Returns the exit code. */
export function reportError(error: unknown): number {
  // Commander has printed its own message already; help and --version are no errors.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : USAGE;
  if (wasInterrupted() && (error as Error).name === 'AbortError') return INTERRUPTED;
  const known = error instanceof LabError ? error : unexpected(error);
  console.error(pc.red(known.message));
  if (known.next.length > 0) console.error(`\nNext:\n${known.next.map((step) => `  ${step}`).join('\n')}`);
  if (process.env.LAB_DEBUG === '1') console.error(error);
  return known.exitCode;
}

/** Ends quietly when the reader of our output has gone, as in `lab logs orders | head -1`. */
export function endOnClosedPipe(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EPIPE') process.exit(process.exitCode ?? 0);
      throw error;
    });
  }
}

function unexpected(error: unknown): LabError {
  const { code, message, path } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC') {
    return new LabError(`The disk is full${path ? `: ${path} could not be written` : ''}.`, {
      next: ['df -h .', 'make room, then type the command again'],
      exitCode: NOT_WELL,
    });
  }
  return new LabError(`The lab met something unexpected: ${message ?? String(error)}`, {
    next: ['npx lab doctor', 'LAB_DEBUG=1 in front of the command shows the whole error'],
    exitCode: NOT_WELL,
  });
}
