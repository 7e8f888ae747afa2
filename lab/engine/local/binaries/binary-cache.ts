import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's folder for the binaries that `lab install` gets: shared by all clones and all lab instances. */
export function binaryCache(): string {
  return join(cacheRoot(), 'bookstore-tracing-lab', 'bin');
}

function cacheRoot(): string {
  if (process.env.XDG_CACHE_HOME) return process.env.XDG_CACHE_HOME;
  return process.platform === 'darwin' ? join(homedir(), 'Library', 'Caches') : join(homedir(), '.cache');
}
