import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Makes the links between Postgres's libraries, which a package cannot carry and its install script makes: some
 * installations skip install scripts. Does nothing when they are there.
 */
export function linkLibraries(binaries: string): void {
  const list = join(binaries, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const path = join(dirname(binaries), target);
    if (!existsSync(path) && dirname(source) === dirname(target)) symlinkSync(basename(source), path);
  }
}
