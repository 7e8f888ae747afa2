import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Addresses, BackendPartName, Engine, EngineName, PartName } from '../../lab/engine/engine.ts';
import { type OpenStores, storesAt } from '../../lab/stores/open-stores.ts';
import { portsOfItsOwn } from '../ports-of-its-own.ts';
import { type ScratchClone, scratchClone } from '../scratch-clone.ts';

type FullAddresses = Addresses &
  Record<Extract<BackendPartName, 'collector' | 'prometheus'>, string> & { 'collector-metrics': string[] };

/** A full lab of a test's own, run from a clone of its own. */
export type FullLab = {
  engine: Engine;
  at: FullAddresses;
  stores: Pick<OpenStores, 'traces' | 'logs'>;
  /** The parts that store: traces, logs and metrics. */
  storeParts: PartName[];
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
    return { engine, ...(await fullLab(engine)), save, clone, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function fullLab(engine: Engine): Promise<Pick<FullLab, 'at' | 'stores' | 'storeParts'>> {
  const addresses = await engine.addresses();
  const { collector, prometheus, 'collector-metrics': metrics } = addresses;
  const stores = storesAt(addresses);
  assert.ok(collector && prometheus && metrics && stores, 'the full stack has all of them');
  return {
    at: { ...addresses, collector, prometheus, 'collector-metrics': metrics },
    stores,
    storeParts: [stores.traces.part, stores.logs.part, 'prometheus'],
  };
}
