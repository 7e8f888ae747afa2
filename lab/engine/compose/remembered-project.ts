import { join } from 'node:path';
import { z } from 'zod';
import type { HomePaths } from '../local/home-paths.ts';
import { readJson } from '../local/read-json.ts';
import { writeFileAtomically } from '../local/write-file-atomically.ts';
import { type ComposeProject, composeProject } from './compose-project.ts';

const fileOf = (paths: HomePaths) => join(paths.root, 'compose.json');

/** The project that this lab instance was last started as by compose; undefined if it never was, or was purged. */
export function rememberedProject(paths: HomePaths): ComposeProject | undefined {
  const remembered = readJson(fileOf(paths), z.object({ project: z.string() }));
  return remembered && composeProject(paths, remembered.project);
}

/** Remembers that compose runs this lab instance, so that every later command asks the same engine. */
export function rememberProject({ paths, name }: ComposeProject): void {
  writeFileAtomically(fileOf(paths), JSON.stringify({ project: name }));
}
