import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Addresses, BackendPartName, Engine } from '../../lab/engine/engine.ts';
import { localEngine } from '../../lab/engine/local/local-engine.ts';

type FullAddresses = Addresses & Record<Exclude<BackendPartName, 'grafana'>, string>;

/** A full lab of a test's own, with these variables in the environment of its processes. */
export type FullLab = { engine: Engine; at: FullAddresses; close: () => Promise<void> };

/** Starts the full stack beside whatever else runs; `close` ends it and removes its data. */
export async function openFullLab(variables: Record<string, string> = {}): Promise<FullLab> {
  const folder = mkdtempSync(join(tmpdir(), 'lab-stack-'));
  const engine = localEngine(join(folder, 'lab'));
  const close = async () => {
    await engine.down({ purge: true });
    rmSync(folder, { recursive: true, force: true });
  };
  const before = Object.keys(variables).map((name) => [name, process.env[name]] as const);
  Object.assign(process.env, variables);
  try {
    const { addresses } = await engine.up({ full: true });
    const { collector, tempo, loki, prometheus } = addresses;
    assert.ok(collector && tempo && loki && prometheus, 'the full stack has a Collector and three stores');
    return { engine, at: { ...addresses, collector, tempo, loki, prometheus }, close };
  } catch (error) {
    await close();
    throw error;
  } finally {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  }
}
