// What tests ask of the stores of the lab that start-full-lab.ts started.
import assert from 'node:assert/strict';
import { askLoki } from '../../lab/stores/ask-loki.ts';
import { askPrometheus } from '../../lab/stores/ask-prometheus.ts';
import { askTempo } from '../../lab/stores/ask-tempo.ts';
import { addresses } from '../running-lab.ts';

/** Clients of the running lab's Tempo, Loki and Prometheus. */
export async function stores() {
  const { tempo, loki, prometheus } = await addresses();
  assert.ok(tempo && loki && prometheus, 'this lab runs without the full stack');
  return { tempo: askTempo(tempo), loki: askLoki(loki), prometheus: askPrometheus(prometheus) };
}
