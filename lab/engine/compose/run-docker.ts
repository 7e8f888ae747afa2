import { type ProgramAnswer, type ProgramRun, runProgram } from '../run-program.ts';

/** Runs `docker ARGS` in the repository and waits for its end, `limitMs` at most. Never rejects; asks nothing. */
export function runDocker(args: string[], run: ProgramRun = {}): Promise<ProgramAnswer> {
  return runProgram('docker', args, run);
}
