import { awaitSettled } from '../../checkout/await-settled.ts';
import { buyMany } from '../../checkout/buy-many.ts';
import { makeCaller } from '../../checkout/make-caller.ts';
import type { Engine } from '../../engine/engine.ts';
import { LabError } from '../../engine/lab-error.ts';
import { requireStores } from '../../stores/open-stores.ts';
import { readTraces, type TraceStore } from '../../stores/trace-store.ts';
import type { Stage } from '../chapter.ts';
import { awaitDecided } from './await-decided.ts';
import { type CollectorDecisions, readDecisions, sinceThen } from './collector-decisions.ts';
import type { CrowdCheckout, CrowdGroup, CrowdPlan } from './crowd-plan.ts';

/** A crowd: `drive` sends it and reads back what was stored; the rest tells of its last drive. */
export type Crowd<G extends string = string> = {
  drive: (stage: Stage) => Promise<void>;
  /** Its checkouts, those of one group or all. */
  checkouts: (group?: G) => CrowdCheckout<G>[];
  /** What the Collector has decided meanwhile, about whatever traces. */
  decisions: () => CollectorDecisions;
  /** The same, Collector by Collector: how many traces each has begun to hold back. */
  begunByEach: () => number[];
  /** Asks the store again for some of these: on a busy machine the last spans may come after they were read back. */
  lookAgain: (checkouts: readonly CrowdCheckout[]) => Promise<void>;
};

/** A crowd, whatever its groups are. */
export type AnyCrowd = Omit<Crowd, 'checkouts'> & { checkouts: () => CrowdCheckout[] };

type Driven<G extends string> = {
  traces: TraceStore;
  checkouts: CrowdCheckout<G>[];
  decisions: CollectorDecisions;
  begunByEach: number[];
};

const LOOK_AGAIN_AT = 20;

/** Prepares a crowd. When `drive` is over, all is decided, and nothing more will be stored of it. `drive` throws LabError. */
export function gatherCrowd<G extends string>(plan: CrowdPlan<G>): Crowd<G> {
  let driven: Driven<G> | undefined;
  const last = (): Driven<G> => driven ?? notDriven();
  return {
    drive: async (stage) => {
      driven = undefined;
      driven = await driveCrowd(plan, stage);
    },
    checkouts: (group) => last().checkouts.filter((checkout) => !group || checkout.group === group),
    decisions: () => last().decisions,
    begunByEach: () => last().begunByEach,
    lookAgain: async (checkouts) => {
      const some = checkouts.slice(0, LOOK_AGAIN_AT);
      const stored = await readTraces(
        last().traces,
        some.map(({ traceId }) => traceId),
      );
      for (const checkout of some) checkout.stored = stored.get(checkout.traceId) ?? [];
    },
  };
}

async function driveCrowd<G extends string>(plan: CrowdPlan<G>, { engine, say }: Stage): Promise<Driven<G>> {
  const at = await addressesOf(engine, plan);
  const before = await readDecisions(at.collector);
  const begunBefore = await readBegun(at.collector);
  const wishes = wishesOf(plan);
  say(`${wishes.length} customers buy, ${plan.pace.perSecond} a second at most`);
  const bought = await buyMany(at.storefront, wishes, plan.pace);
  const deadlineMs = performance.now() + plan.decidedWithinMs;
  say('waiting until every order is settled');
  const orderIds = bought.map(({ orderId }) => orderId);
  await awaitSettled(at.postgres, orderIds);
  say('waiting until the Collector has decided');
  const awaited = bought.filter(({ group }) => group === plan.allOf).map(({ traceId }) => traceId);
  await awaitDecided(at, awaited, deadlineMs);
  say('reading back what is stored');
  const traceIds = bought.map(({ traceId }) => traceId);
  const stored = await readTraces(at.traces, traceIds);
  return {
    traces: at.traces,
    checkouts: bought.map(({ group, orderId, traceId }) => ({
      group,
      orderId,
      traceId,
      stored: stored.get(traceId) ?? [],
    })),
    decisions: sinceThen(before, await readDecisions(at.collector)),
    begunByEach: (await readBegun(at.collector)).map((begun, index) => begun - (begunBefore[index] ?? 0)),
  };
}

function readBegun(urls: readonly string[]): Promise<number[]> {
  return Promise.all(urls.map(async (url) => (await readDecisions([url])).begun));
}

function wishesOf<G extends string>({ groups }: CrowdPlan<G>) {
  const entries = Object.entries(groups) as [G, CrowdGroup][];
  return entries.flatMap(([group, { count, wish, caller }]) =>
    Array.from({ length: count }, () => ({
      group,
      ...wish,
      ...(caller
        ? { headers: { traceparent: makeCaller({ sampled: caller === 'records' }).traceparent } }
        : {}),
    })),
  );
}

async function addressesOf<G extends string>(engine: Engine, { sampling }: CrowdPlan<G>) {
  const addresses = await engine.addresses();
  const stores = requireStores(addresses);
  const running = (await engine.status()).sampling;
  if (running !== sampling)
    throw new LabError(
      `This chapter needs SAMPLING=${sampling}, and the lab runs with SAMPLING=${running}.`,
      {
        next: ['npx lab start', `SAMPLING=${sampling} npx lab up --full`],
      },
    );
  return { ...stores, storefront: addresses.storefront, postgres: addresses.postgres };
}

function notDriven(): never {
  throw new Error('the crowd was not driven');
}
