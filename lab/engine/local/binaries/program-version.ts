import { execFile } from 'node:child_process';

const ANSWER_LIMIT_MS = 10_000;

/** What a program says to --version, such as "3.7.8"; null when it names none (one built from source may not). */
export function programVersion(file: string): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(file, ['--version'], { timeout: ANSWER_LIMIT_MS }, (_error, stdout, stderr) => {
      resolve(/version v?(\d+\.\d+\.\d+)/i.exec(stdout + stderr)?.[1] ?? null);
    });
  });
}
