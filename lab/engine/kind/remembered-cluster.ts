import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { HomePaths } from '../local/home-paths.ts';
import { readJson } from '../local/read-json.ts';
import { writeFileAtomically } from '../local/write-file-atomically.ts';
import { type Cluster, folderOf } from './cluster.ts';

const fileOf = (paths: HomePaths) => join(folderOf(paths), 'running.json');
const schema = z.object({ kubeconfig: z.string(), own: z.boolean() });

/** The cluster that this lab instance was started in and not stopped since; undefined when there is none. */
export function rememberedCluster(paths: HomePaths): Cluster | undefined {
  const remembered = readJson(fileOf(paths), schema);
  return remembered && { paths, ...remembered };
}

/** Remembers that the lab runs in this cluster, so that every later command asks the same engine. */
export function rememberCluster({ paths, kubeconfig, own }: Cluster): void {
  mkdirSync(folderOf(paths), { recursive: true });
  writeFileAtomically(fileOf(paths), JSON.stringify({ kubeconfig, own }));
}

/** Forgets the cluster: the lab does not run in it any more. */
export function forgetCluster(paths: HomePaths): void {
  rmSync(fileOf(paths), { force: true });
}
