import { execFile } from 'node:child_process';
import { basename } from 'node:path';

const ANSWER_LIMIT_MS = 10_000;
// Not what follows it in the builds that VictoriaLogs' makers ship: "victoria-logs-20260901-tags-v1.52.2-0-g1a2b3c4".
const VERSION = /\bv?(\d+\.\d+\.\d+(-[a-z][\w.]*)?)/;

/** The argument by which a program tells its version. */
export function versionArgument(file: string): string {
  // All know the flag but Jaeger, which has a command for it.
  return basename(file) === 'jaeger' ? 'version' : '--version';
}

/** The version in what a program says of itself, such as "3.7.8"; null when it names none (one built from source may not). */
export function statedVersion(said: string): string | null {
  // Further lines tell the versions of Go and of libraries.
  const [line = ''] = said.trimStart().split('\n');
  return VERSION.exec(line)?.[1] ?? null;
}

/** The version that a program says it is; null when it names none, or does not run. */
export function programVersion(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(file, [versionArgument(file)], { timeout: ANSWER_LIMIT_MS }, (error, stdout, stderr) => {
      resolve(error ? null : statedVersion(stdout + stderr));
    });
  });
}
