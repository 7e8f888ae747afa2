import { existsSync, readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** The folder of a chapter; `seams` are the files that its exercise replaces, by their paths in the repository. */
export type ChapterFolder = { number: string; slug: string; folder: string; seams: string[] };

const SLUG = /^(\d{2})-[a-z0-9-]+$/;

/** The folders chapters/NN-slug, in their order. What has another name is none. */
export function listFolders(repository: string): ChapterFolder[] {
  const root = join(repository, 'chapters');
  if (!existsSync(root)) return [];
  const slugs = readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && SLUG.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  return slugs.map((slug) => {
    const folder = join(root, slug);
    return { number: slug.slice(0, 2), slug, folder, seams: filesBelow(join(folder, 'exercise')) };
  });
}

/** All files below a folder, by their paths in it with `/`, in order; none when there is no such folder. Hidden ones do not count. */
export function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
