import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { LabError } from '../../lab-error.ts';
import { REPOSITORY } from '../home-paths.ts';

export type UserIds = { uid: number; gid: number };

/**
 * The user Postgres runs as, because it refuses to run as root: the repository's owner, else `nobody`. Undefined when
 * this process is not root and Postgres runs as the learner. Throws LabError when there is no such user.
 */
export function postgresUser(): UserIds | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const owner = statSync(REPOSITORY);
  // initdb looks its user up by name: the owner of a mounted folder may have none here.
  if (owner.uid !== 0 && idOf('-un', String(owner.uid)) !== undefined)
    return { uid: owner.uid, gid: owner.gid };
  const [uid, gid] = [idOf('-u', 'nobody'), idOf('-g', 'nobody')];
  if (uid !== undefined && gid !== undefined) return { uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 };
  throw new LabError('Postgres refuses to run as root, and this machine has no user `nobody` to run it as.', {
    next: ['start the lab as an ordinary user'],
  });
}

function idOf(option: string, user: string): string | undefined {
  const id = spawnSync('id', [option, user], { encoding: 'utf8' });
  return id.status === 0 ? id.stdout.trim() : undefined;
}
