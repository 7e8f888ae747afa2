import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Addresses, BackendPartName, Engine, EngineName } from '../../lab/engine/engine.ts';
import { portsOfItsOwn } from '../ports-of-its-own.ts';
import { type ScratchClone, scratchClone } from '../scratch-clone.ts';

type FullAddresses = Addresses &
  Record<Exclude<BackendPartName, 'grafana'>, string> & { 'collector-metrics': string[] };

/** A full lab of a test's own, run from a clone of its own. */
export type FullLab = {
  engine: Engine;
  at: FullAddresses;
  /** Saves a file of the clone. */
  save: (path: string, text: string) => void;
  clone: ScratchClone;
  close: () => Promise<void>;
};

/**
 * Starts the full stack beside whatever else runs, by LAB_ENGINE (default: local), with these files saved before;
 * `close` ends it and removes its data. A cluster has room for one lab alone.
 */
export async function openFullLab(files: Record<string, string> = {}): Promise<FullLab> {
  const clone = scratchClone('lab-stack-');
  portsOfItsOwn(clone.path('.lab'));
  const save = (path: string, text: string) => {
    mkdirSync(dirname(clone.path(path)), { recursive: true });
    writeFileSync(clone.path(path), text);
  };
  for (const [path, text] of Object.entries(files)) save(path, text);
  const engine = await clone.engine((process.env.LAB_ENGINE || 'local') as EngineName);
  const close = async () => {
    await engine.down({ purge: true });
    clone.remove();
  };
  try {
    await engine.up({ full: true });
    return { engine, at: await fullAddresses(engine), save, clone, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fullAddresses(engine: Engine): Promise<FullAddresses> {
  const addresses = await engine.addresses();
  const { collector, tempo, loki, prometheus, 'collector-metrics': metrics } = addresses;
  assert.ok(collector && tempo && loki && prometheus && metrics, 'the full stack has all of them');
  return { ...addresses, collector, tempo, loki, prometheus, 'collector-metrics': metrics };
}
