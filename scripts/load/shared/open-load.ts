import type { Options, Scenario, Threshold } from 'k6/options';
import type { Load } from './read-load.ts';

export type Thresholds = Record<string, Threshold[]>;

/** One leg of a ramp: where the rate goes, and how long that takes, as shares of the whole load. */
export type Leg = { toRate: number; time: number };

// Customers come whether or not the shop keeps up: each one in the shop is a virtual user of one to three megabytes. k6 has
// the first ones ready, as many as come within four seconds (the longest review of the bank), and leaves out customers
// while it makes more.
const FIRST_USERS = { perRate: 4, atLeast: 10, atMost: 200 };
const ALL_USERS = { perRate: 10, atLeast: 20, atMost: 600 };

/** Longer than an order is followed, so that the last ones are not cut off. */
const GRACEFUL_STOP = '20s';

/** Customers who come at one rate from the first second to the last. */
export function constantLoad(name: string, { perSecond, seconds }: Load, thresholds: Thresholds): Options {
  return optionsOf(thresholds, name, {
    executor: 'constant-arrival-rate',
    rate: perSecond,
    timeUnit: '1s',
    duration: `${seconds}s`,
    ...usersFor(perSecond),
  });
}

/** Customers who come faster and slower, leg after leg. */
export function rampingLoad(name: string, load: Load, legs: Leg[], thresholds: Thresholds): Options {
  return optionsOf(thresholds, name, {
    executor: 'ramping-arrival-rate',
    startRate: 1,
    timeUnit: '1s',
    stages: legs.map(({ toRate, time }) => ({
      target: Math.max(1, Math.round(load.perSecond * toRate)),
      duration: `${Math.round(load.seconds * time * 1_000)}ms`,
    })),
    ...usersFor(load.perSecond),
  });
}

function usersFor(perSecond: number) {
  return {
    preAllocatedVUs: within(FIRST_USERS, perSecond),
    maxVUs: within(ALL_USERS, perSecond),
    gracefulStop: GRACEFUL_STOP,
  };
}

function within({ perRate, atLeast, atMost }: typeof FIRST_USERS, perSecond: number): number {
  return Math.min(atMost, Math.max(atLeast, perSecond * perRate));
}

function optionsOf(thresholds: Thresholds, name: string, scenario: Scenario): Options {
  return {
    scenarios: { [name]: scenario },
    thresholds: {
      // Each one left out is a customer whom a stalled shop never saw: the latencies would lie.
      dropped_iterations: ['count==0'],
      checks: ['rate==1'],
      orders_unsettled: ['count==0'],
      orders_wrong_outcome: ['count==0'],
      ...thresholds,
    },
    summaryTrendStats: ['med', 'p(95)', 'p(99)', 'max'],
    // Without the address: an order's id in it would make a new series of every request.
    systemTags: ['scenario', 'name', 'method', 'status', 'error_code', 'expected_response', 'check'],
  };
}
