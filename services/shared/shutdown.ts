import { setTimeout as after } from 'node:timers/promises';
import type { Logger } from './logger.ts';

/** One step of an orderly stop; steps run in order, each within its share of the ten seconds. */
export type ShutdownStep = { name: string; run: () => Promise<unknown> | unknown };

const STEP_LIMIT_MS = 3_000;

/** Runs the steps in order on SIGTERM or SIGINT, then ends the process. Put the telemetry flush last. */
export function shutdownOnSignal(logger: Logger, steps: ShutdownStep[]): void {
  let stopping = false;
  const stop = async (signal: NodeJS.Signals) => {
    if (stopping) return;
    stopping = true;
    logger.info({ signal }, 'stopping');
    let exitCode = 0;
    for (const step of steps) {
      const outcome = await runStep(step);
      if (outcome === 'done') continue;
      exitCode = 1;
      logger.error({ step: step.name, err: outcome }, 'shutdown step failed');
    }
    process.exit(exitCode);
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

async function runStep(step: ShutdownStep): Promise<'done' | Error> {
  const limit = new AbortController();
  const tooLong = after(STEP_LIMIT_MS, new Error(`not done within ${STEP_LIMIT_MS} ms`), {
    signal: limit.signal,
  });
  try {
    return await Promise.race([Promise.resolve(step.run()).then(() => 'done' as const), tooLong]);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  } finally {
    limit.abort();
    tooLong.catch(() => {});
  }
}
