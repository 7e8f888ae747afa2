import assert from 'node:assert/strict';
import type { Addresses } from '../../lab/engine/engine.ts';
import { openEngine } from '../../lab/engine/open-engine.ts';

export type StackAddresses = Addresses & { prometheus: string; loki: string; tempo: string };

/** Where the running lab's parts are; the test fails when it is not the full stack. */
export async function stackAddresses(): Promise<StackAddresses> {
  const addresses = await openEngine().addresses();
  const { prometheus, loki, tempo } = addresses;
  assert.ok(prometheus && loki && tempo, 'this needs the full stack: npx lab up --full');
  return { ...addresses, prometheus, loki, tempo };
}
