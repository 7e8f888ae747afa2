import { linkSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import type { HomePaths } from '../home-paths.ts';
import {
  isAlive,
  type ProcessIdentity,
  processIdentity,
  processIdentitySchema,
} from '../process/process-identity.ts';
import { readJson } from '../read-json.ts';

/** The sole right to start and end processes of an instance; the kernel's word on who is alive decides. */
export type Claim = { identity: ProcessIdentity; release: () => void };

type ClaimPlace = Pick<HomePaths, 'claim'>;

/** Claims the instance for this process; undefined while another living process has it. */
export function claimHome(paths: ClaimPlace): Claim | undefined {
  const identity = processIdentity(process.pid);
  if (!identity) throw new Error('this process cannot read its own start time');
  const holder = claimHolder(paths);
  if (holder) return undefined;
  setAsideDeadClaim(paths);
  if (!linkClaim(paths, identity)) return undefined;
  return { identity, release: () => rmSync(paths.claim, { force: true }) };
}

/** The living process that has claimed the instance, if any. */
export function claimHolder(paths: ClaimPlace): ProcessIdentity | undefined {
  const holder = readJson(paths.claim, processIdentitySchema);
  return holder && isAlive(holder) ? holder : undefined;
}

// Renaming, not deleting: if somebody claimed between our look and this line, their claim is found and put back.
function setAsideDeadClaim(paths: ClaimPlace): void {
  const aside = `${paths.claim}.${process.pid}.dead`;
  try {
    renameSync(paths.claim, aside);
  } catch {
    return;
  }
  const moved = readJson(aside, processIdentitySchema);
  if (moved && isAlive(moved)) link(aside, paths.claim);
  rmSync(aside, { force: true });
}

// A hard link appears with its content and only if the name is free: no reader ever sees half a claim.
function linkClaim(paths: ClaimPlace, identity: ProcessIdentity): boolean {
  const draft = `${paths.claim}.${process.pid}.draft`;
  writeFileSync(draft, JSON.stringify(identity), { mode: 0o600 });
  const linked = link(draft, paths.claim);
  rmSync(draft, { force: true });
  return linked && readJson(paths.claim, processIdentitySchema)?.pid === identity.pid;
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
