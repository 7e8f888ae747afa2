import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { join } from 'node:path';

/** A `lab` command that somebody has typed: what it says grows until it has ended. */
export type Typed = {
  child: ChildProcessWithoutNullStreams;
  answer: { code: number | null; output: string; errors: string };
  ended: Promise<Typed['answer']>;
};

/** Types `lab` with these words in the repository at `folder`, whose lab is not running. */
export function typeLab(folder: string, ...words: string[]): Typed {
  const { LAB_ENGINE: _engine, ...environment } = process.env;
  const child = spawn(process.execPath, [join(folder, 'lab/cli.ts'), ...words], {
    env: { ...environment, LAB_HOME: join(folder, '.lab'), NO_COLOR: '1' },
  });
  const answer: Typed['answer'] = { code: null, output: '', errors: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    answer.output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    answer.errors += text;
  });
  const ended = new Promise<Typed['answer']>((resolve) => {
    child.on('close', (code) => resolve(Object.assign(answer, { code })));
  });
  return { child, answer, ended };
}
