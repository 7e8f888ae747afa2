import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { z } from 'zod';
import type { Chapter } from '../checks/chapter.ts';
import { DIAGNOSES } from '../checks/finding.ts';
import { ENGINE_NAMES } from '../engine/engine.ts';
import { type ChapterFolder, listFolders } from './list-folders.ts';

export type LoadedChapter = ChapterFolder & { chapter: Chapter };
/** A folder that cannot be used as a chapter, and why. */
type BrokenChapter = ChapterFolder & { problem: string };
export type FoundChapter = LoadedChapter | BrokenChapter;

const NEEDED = ['README.md', 'check.ts', 'answer.md'];

const chapterShape = z.object({
  title: z.string().min(1),
  minutes: z.number().positive(),
  needs: z.enum(['base', 'full']),
  engines: z.array(z.enum(ENGINE_NAMES)).min(1).optional(),
  env: z.record(z.string().regex(/^[A-Z][A-Z0-9_]*$/), z.string()).optional(),
  untouched: z.enum(DIAGNOSES),
  hints: z.array(z.string().min(1)).length(3),
});

/** All chapters of the repository, in their order. A broken folder says what is wrong with it and disturbs no other. */
export function discoverChapters(repository: string): Promise<FoundChapter[]> {
  const folders = listFolders(repository);
  return Promise.all(
    folders.map(async (folder): Promise<FoundChapter> => {
      const twin = folders.find((other) => other !== folder && other.number === folder.number);
      if (twin) return { ...folder, problem: `${twin.slug} has the same number` };
      return load(folder);
    }),
  );
}

/** Whether the chapter can be used. */
export function isLoaded(found: FoundChapter): found is LoadedChapter {
  return 'chapter' in found;
}

async function load(folder: ChapterFolder): Promise<FoundChapter> {
  const missing = NEEDED.filter((name) => !existsSync(join(folder.folder, name)));
  if (missing.length > 0) return { ...folder, problem: `${missing.join(' and ')} missing` };
  try {
    const { chapter } = await import(pathToFileURL(join(folder.folder, 'check.ts')).href);
    if (chapter === undefined) return { ...folder, problem: 'check.ts does not export `chapter`' };
    const { error } = chapterShape.safeParse(chapter);
    const issue = error?.issues[0];
    if (issue) return { ...folder, problem: `check.ts, ${issue.path.join('.')}: ${issue.message}` };
    if (!chapter.expect?.length && !chapter.questions?.length)
      return { ...folder, problem: 'check.ts neither expects nor asks anything: it would always be right' };
    return { ...folder, chapter };
  } catch (error) {
    return { ...folder, problem: `check.ts cannot be loaded: ${firstLine(error)}` };
  }
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}
