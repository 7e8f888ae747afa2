import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { filesBelow } from './list-folders.ts';
import type { Learner } from './open-learner.ts';
import { readBytes } from './seam-text.ts';
import { timeOfStamp, timeStamp } from './time-stamp.ts';

/** Why a version was kept: what the command did to the file, or `saved-meanwhile` by an editor. `original`: what solve puts back. */
export type Reason = 'original' | 'start' | 'solve' | 'reset' | 'switch' | 'check' | 'saved-meanwhile';

/** A text that a file once had. */
export type Version = {
  /** The beginning of the SHA-256 of its text: the same text has the same id. */
  id: string;
  /** The file that it is a version of. */
  path: string;
  /** When a command found it last (ISO 8601), and what for. */
  savedAt: string;
  reason: string;
  lines: number;
  /** Where it is, by its path in the repository. */
  place: string;
  /** Whether it is, or was, what `solve` puts back. */
  original: boolean;
  /** Whether the file says just this now. */
  now: boolean;
};

const ID_LENGTH = 8;

/** A name for the next version of a file, within the learner's folder. Never given twice. */
export function nameVersion(path: string, reason: Reason): string {
  return `versions/${path}/${timeStamp()}-${randomBytes(3).toString('hex')}-${reason}`;
}

/** Every version of these files, each text once, the newest first. */
export function listVersions(learner: Learner, paths: readonly string[]): Version[] {
  const found = paths.flatMap((path) => versionsOf(learner, path));
  found.sort((a, b) => b.savedAt.localeCompare(a.savedAt));
  const byText = Map.groupBy(found, ({ path, id }) => `${path} ${id}`);
  return [...byText.values()].flatMap(([newest, ...older]) =>
    newest ? [{ ...newest, original: newest.original || older.some(({ original }) => original) }] : [],
  );
}

/** Keeps a copy of a file as it is now, unless this text is kept already. */
export function keepCopy(learner: Learner, path: string, reason: Reason): void {
  const file = join(learner.repository, path);
  if (!existsSync(file)) return;
  const text = readFileSync(file);
  const id = idOf(text);
  if (versionsOf(learner, path).some((version) => version.id === id)) return;
  const place = join(learner.root, nameVersion(path, reason));
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(`${place}.draft`, text);
  renameSync(`${place}.draft`, place);
}

function versionsOf(learner: Learner, path: string): Version[] {
  const folder = join(learner.versions, path);
  const kept = filesBelow(folder).filter((name) => !name.includes('/') && !name.endsWith('.draft'));
  const versions = kept.map((name) => {
    const reason = name.split('-').slice(2).join('-');
    return describe(learner, path, join(folder, name), reason, timeOfStamp(name) ?? '');
  });
  const original = join(learner.originals, path);
  if (!existsSync(original)) return versions;
  return [...versions, describe(learner, path, original, 'original', new Date().toISOString())];
}

function describe(learner: Learner, path: string, file: string, reason: string, savedAt: string): Version {
  const text = readFileSync(file);
  return {
    id: idOf(text),
    path,
    savedAt,
    reason,
    lines: text.toString().split('\n').length - 1,
    place: relative(learner.repository, file),
    original: reason === 'original',
    now: readBytes(join(learner.repository, path))?.equals(text) ?? false,
  };
}

function idOf(text: Buffer): string {
  return createHash('sha256').update(text).digest('hex').slice(0, ID_LENGTH);
}
