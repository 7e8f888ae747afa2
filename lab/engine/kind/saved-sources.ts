import { globSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { REPOSITORY } from '../local/home-paths.ts';
import type { ConfigMap } from './manifest.ts';

/** The sources of a folder of services/ as a config map, and as what it is mounted for. */
export type SavedFolder = { folder: string; map: ConfigMap; items: Array<{ key: string; path: string }> };

// A key of a config map has no slash.
const SLASH = '__';

/**
 * What is saved in these folders of services/ (all of them are 150 kB, and a config map may have 1 MiB). In a cluster no
 * folder of this machine can be mounted: pods get the files as config maps, over those of their image.
 */
export function savedSources(folders: string[], services = join(REPOSITORY, 'services')): SavedFolder[] {
  return folders.map((folder) => {
    const root = join(services, folder);
    const files = globSync('**/*', { cwd: root, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
      .sort();
    const items = files.map((path) => ({ key: path.replaceAll('/', SLASH), path }));
    const data = Object.fromEntries(
      items.map(({ key, path }) => [key, readFileSync(join(root, path), 'utf8')]),
    );
    const metadata = { name: `source-${folder}`, namespace: 'bookstore' };
    return { folder, items, map: { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } };
  });
}
