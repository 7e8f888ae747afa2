import { mkdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { LabError } from '../engine/lab-error.ts';
import { binaryCache } from '../engine/local/binaries/binary-cache.ts';
import { type Claim, claimHolder, claimHome } from '../engine/local/supervisor/claim-home.ts';

/** The sole right to build into the lab's cache, and a folder for half-made files on the same disk. */
export type CacheClaim = { staging: string; release: () => void };

const LOOK_EVERY_MS = 500;
// All parts on one slow core, and then some.
const WAIT_LIMIT_MS = 3 * 3600 * 1_000;

/**
 * Claims the lab's cache for building; while another `lab install` has it, waits and says so. What a killed one left
 * half-made is removed. Throws LabError when the other one does not end, and when `signal` aborts.
 */
export async function claimCache(onWait: (text: string) => void, signal: AbortSignal): Promise<CacheClaim> {
  const root = dirname(binaryCache());
  mkdirSync(root, { recursive: true });
  const place = { claim: join(root, 'install.json') };
  const deadline = Date.now() + WAIT_LIMIT_MS;
  for (;;) {
    const claim = claimHome(place);
    if (claim) return stage(claim, join(root, 'staging'));
    const holder = claimHolder(place)?.pid;
    if (Date.now() > deadline) throw endless(holder);
    onWait(`another lab install is at work (process ${holder ?? '?'}); waiting for it to end`);
    await after(LOOK_EVERY_MS, undefined, { signal });
  }
}

function stage(claim: Claim, staging: string): CacheClaim {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging);
  const release = () => {
    rmSync(staging, { recursive: true, force: true });
    claim.release();
  };
  return { staging, release };
}

function endless(holder?: number): LabError {
  return new LabError(`Another lab install (process ${holder ?? '?'}) does not end.`, {
    next: [`kill ${holder ?? 'it'}`, 'npx lab install'],
  });
}
