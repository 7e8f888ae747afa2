import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A chapter as it lies on the disk; `title` is the first heading of its page. */
export type ChapterFile = { number: string; slug: string; title: string };

const SLUG = /^\d{2}-[a-z0-9-]+$/;

/** The chapters that have a page, in their order; none where there is no folder `chapters`. */
export function listChapterFiles(root: string): ChapterFile[] {
  return entriesOf(join(root, 'chapters'))
    .filter((slug) => SLUG.test(slug))
    .sort()
    .flatMap((slug) => {
      const text = readText(join(root, 'chapters', slug, 'README.md'));
      return text === null ? [] : [{ number: slug.slice(0, 2), slug, title: titleOf(text, slug) }];
    });
}

/** The text of a file below `chapters/`, or null when there is none. */
export function readChapterText(root: string, path: string): string | null {
  return readText(join(root, 'chapters', path));
}

/** "# 05 Across the queue" and "# Across the queue" are both called "Across the queue". */
function titleOf(text: string, slug: string): string {
  const heading = /^# +(.+)$/m.exec(text)?.[1] ?? slug.slice(3).replaceAll('-', ' ');
  return heading.replace(/^(chapter )?\d{2}[:.]? +/i, '').replaceAll('`', '');
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}

function readText(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes((error as NodeJS.ErrnoException).code ?? '')) return null;
    throw error;
  }
}
