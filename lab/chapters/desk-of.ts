import type { Engine } from '../engine/engine.ts';

/** The address of the desk; undefined while the lab does not run, or its engine does not answer. */
export async function deskOf(engine: Pick<Engine, 'status' | 'addresses'>): Promise<string | undefined> {
  try {
    const { phase } = await engine.status();
    return phase === 'running' ? (await engine.addresses()).desk : undefined;
  } catch {
    return undefined;
  }
}
