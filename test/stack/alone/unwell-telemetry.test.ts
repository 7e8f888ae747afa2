// Whatever happens to telemetry on its way to the stores, customers do not wait for it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PartName } from '../../../lab/engine/engine.ts';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { type FullLab, openFullLab } from '../open-full-lab.ts';
import { collectorBacklog } from './collector-backlog.ts';
import { loadShop } from './load-shop.ts';

const LOAD = { seconds: 8, connections: 8, perSecond: 25 };
/** A shop that waits for telemetry is slow in every round; what else a machine does comes and goes. */
const ROUNDS = 3;
const WELL_LIMIT_MS = 120_000;
const MOST = 1.5; // times the p95 of the same load just before

const each = async (parts: PartName[], work: (part: PartName) => Promise<void>) => {
  for (const part of parts) await work(part);
};
const TROUBLES = {
  'the Collector is away': {
    begin: ({ engine }: FullLab) => engine.stop('collector'),
    end: ({ engine }: FullLab) => engine.start('collector'),
  },
  'the Collector hangs': {
    begin: ({ engine }: FullLab) => engine.kill('collector', 'SIGSTOP'),
    end: ({ engine }: FullLab) => engine.kill('collector', 'SIGCONT'),
  },
  'the stores are away': {
    begin: ({ engine, storeParts }: FullLab) => each(storeParts, (store) => engine.stop(store)),
    end: ({ engine, storeParts }: FullLab) => each(storeParts, (store) => engine.start(store)),
  },
};

test('When telemetry cannot be delivered, then the shop answers as fast as when it can', async (t) => {
  const lab = await openFullLab();
  t.after(lab.close);
  await loadShop(lab.at.storefront, LOAD);
  for (const [name, trouble] of Object.entries(TROUBLES)) {
    const ratios: number[] = [];
    const isAsFast = () => ratios.some((ratio) => ratio <= MOST);
    while (!isAsFast() && ratios.length < ROUNDS) {
      await becomeWell(lab);
      const well = await loadShop(lab.at.storefront, LOAD);
      await trouble.begin(lab);
      const unwell = await loadShop(lab.at.storefront, LOAD);
      await trouble.end(lab);
      assert.equal(unwell.sentAway, 0, `${name}: ${unwell.sentAway} customers were sent away`);
      ratios.push(unwell.p95Ms / well.p95Ms);
      console.log(`${name}: p95 ${unwell.p95Ms.toFixed(0)} ms, and ${well.p95Ms.toFixed(0)} ms before`);
    }
    assert.ok(
      isAsFast(),
      `${name}: p95 was ${ratios.map((ratio) => ratio.toFixed(2)).join(', ')} times what it had been`,
    );
  }
});

async function becomeWell({ engine, at }: FullLab): Promise<void> {
  const isWell = async () =>
    (await engine.status()).parts.every(({ state }) => state === 'ready') &&
    (await collectorBacklog(at['collector-metrics'])) === 0;
  assert.ok(await waitUntil(isWell, WELL_LIMIT_MS, 500), 'the lab is not well again');
}
