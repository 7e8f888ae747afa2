import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const LOCKED = '/var/lib/apt';
const COMMAND = 'apt-get update -qq && apt-get install -y -qq --no-install-recommends "$0"';

/**
 * Installs a Debian package that tests need, as root; several that ask at once wait for each other, since apt-get
 * would not. Throws with what apt-get says, and with the command to type where it may not be asked.
 */
export function installPackage(name: string): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get'))
    throw new Error(`These tests need ${name}. Install it, for example: sudo apt-get install ${name}`);
  execFileSync('flock', [LOCKED, 'sh', '-c', COMMAND, name], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}
