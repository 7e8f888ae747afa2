import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { STORES, type Stores } from './engine.ts';
import { LabError } from './lab-error.ts';
import { REPOSITORY } from './local/home-paths.ts';

const FILE = join(REPOSITORY, '.env');

/**
 * Which stores STORES asks for: in the environment, else in .env; undefined where neither says. Throws LabError (usage) for
 * anything but grafana or open.
 */
export function readStores(): Stores | undefined {
  const file = existsSync(FILE) ? parseEnv(readFileSync(FILE, 'utf8')) : {};
  const text = process.env.STORES || file.STORES;
  if (!text) return undefined;
  const stores = STORES.find((known) => known === text);
  if (stores) return stores;
  throw new LabError(`STORES is "${text}": it is grafana or open.`, {
    next: ['STORES=open npx lab up --full'],
    exitCode: 2,
  });
}
