import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { REPOSITORY } from '../home-paths.ts';
import type { Exit } from './spawn-part.ts';

const READ_BYTES = 16_384;
const ERROR_LINE = /^(?:Uncaught )?\w*(?:Error|Exception)\b.*|^.*\b(?:FATAL|PANIC):.*/m;
// Node prints the place above the error, as file:///a/b.ts:12
const PLACE_LINE = /^(file:\/\/\S+):(\d+)$/m;
const FATAL_LEVEL = 60;
const LONGEST = 500;

/** Says in one line how a process ended and why, from the first error it logged since it started. */
export function explainExit(exit: Exit, logFile: string, logOffset: number): string {
  if (exit.error) return `could not start: ${exit.error.message}`;
  const how = exit.signal ? `ended by ${exit.signal}` : `exited with code ${exit.code}`;
  const why = exit.code === 0 ? undefined : firstError(tailSince(logFile, logOffset), exit.signal === null);
  return why ? `${how}: ${why}` : how;
}

/**
 * The first error that a log tells, in one line, with its place. Who was not killed from outside (`byItself`) may have
 * said it last and without that word; whoever was has logged no reason.
 */
export function firstError(text: string, byItself = true): string | undefined {
  const structured = text.split('\n').map(fatalMessage).find(Boolean);
  const line =
    structured ?? ERROR_LINE.exec(text)?.[0] ?? (byItself ? text.trim().split('\n').at(-1) : undefined);
  if (!line?.trim()) return undefined;
  return `${withReason(line.trim(), text).slice(0, LONGEST)}${structured ? '' : place(text)}`;
}

// The Collector says "the following error(s):", line by line from the general to the particular.
function withReason(line: string, text: string): string {
  const [, after = ''] = text.split(line, 2);
  const more = after.split('\n').filter((candidate) => candidate.trim());
  let told = line;
  while (told.endsWith(':') && more.length > 0) told += ` ${more.shift()?.trim()}`;
  return told;
}

function place(text: string): string {
  const found = PLACE_LINE.exec(text);
  return found?.[1] ? ` (${relative(REPOSITORY, fileURLToPath(found[1]))}:${found[2]})` : '';
}

/** The message of a pino line of level fatal, with the error behind it. */
function fatalMessage(line: string): string | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const entry = JSON.parse(line) as { level?: number; msg?: string; err?: { message?: string } };
    if ((entry.level ?? 0) < FATAL_LEVEL) return undefined;
    return [entry.msg, entry.err?.message].filter(Boolean).join(': ');
  } catch {
    return undefined;
  }
}

function tailSince(file: string, offset: number): string {
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(READ_BYTES);
    const from = Math.max(offset, fstatSync(descriptor).size - READ_BYTES);
    return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, READ_BYTES, from));
  } finally {
    closeSync(descriptor);
  }
}
