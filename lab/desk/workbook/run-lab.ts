import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** How a `lab` command ended; `exitCode` null: it was ended from outside, after its time or with the desk. */
export type LabRun = { exitCode: number | null; answer: unknown; said: string[]; timedOut: boolean };

const MAX_ANSWER_CHARACTERS = 4 * 1048576;
const MAX_LINES = 200;
const MAX_LINE_CHARACTERS = 500;
/** A command that is told to end may have a part of the lab to put back first. */
const ENDING_MS = 5_000;
/** The desk's own; a command must not take them for its. */
const NOT_PASSED_ON = ['PORT', 'LISTEN_HOST', 'HOST_NAMES', 'WORKBOOK', 'WORKBOOK_ROOT', 'FORCE_COLOR'];

/**
 * Runs `lab` of the repository at `root` with these arguments for at most `limitMs`. Its lines on standard error go to
 * `onLine`; `answer` is the JSON of its standard output, undefined when it is none. Never rejects.
 */
export function runLab(
  root: string,
  args: string[],
  { limitMs, signal, onLine }: { limitMs: number; signal: AbortSignal; onLine: (line: string) => void },
): Promise<LabRun> {
  const child = spawn(process.execPath, [join(root, 'lab/lab.js'), ...args], {
    cwd: root,
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said: string[] = [];
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (output.length < MAX_ANSWER_CHARACTERS) output += text;
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (said.length >= MAX_LINES) said.shift();
    said.push(line.slice(0, MAX_LINE_CHARACTERS));
    onLine(line.slice(0, MAX_LINE_CHARACTERS));
  });
  let timedOut = false;
  const timer = setTimeout(() => {
    timedOut = true;
    end(child);
  }, limitMs);
  const onAbort = () => end(child);
  signal.addEventListener('abort', onAbort);
  return new Promise((resolve) => {
    const settle = (exitCode: number | null) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve({ exitCode, answer: parse(output), said, timedOut });
    };
    child.on('error', (error) => {
      said.push(error.message);
      settle(null);
    });
    child.on('close', settle);
  });
}

function end(child: ChildProcess): void {
  child.kill('SIGTERM');
  setTimeout(() => child.kill('SIGKILL'), ENDING_MS).unref();
}

function environment(): NodeJS.ProcessEnv {
  const passed = Object.entries(process.env).filter(([name]) => !NOT_PASSED_ON.includes(name));
  return { ...Object.fromEntries(passed), NO_COLOR: '1' };
}

function parse(output: string): unknown {
  try {
    return JSON.parse(output);
  } catch {
    return undefined;
  }
}
