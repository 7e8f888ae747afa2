// What tests ask of the stores of the lab that start-full-lab.ts started.
import assert from 'node:assert/strict';
import { askPrometheus } from '../../lab/stores/ask-prometheus.ts';
import { storesAt } from '../../lab/stores/open-stores.ts';
import { addresses } from '../running-lab.ts';

/** The running lab's stores of traces and logs, and a client of its Prometheus. */
export async function stores() {
  const stores = storesAt(await addresses());
  assert.ok(stores, 'this lab runs without the full stack');
  return { ...stores, prometheus: askPrometheus(stores.prometheus) };
}
