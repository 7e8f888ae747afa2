import { existsSync } from 'node:fs';
import { LabError } from '../engine/lab-error.ts';
import { askShop, type LoadTarget } from './ask-shop.ts';
import type { K6 } from './find-k6.ts';
import { freeAddress } from './free-address.ts';
import { k6Call } from './k6-arguments.ts';
import type { Scenario } from './list-scenarios.ts';
import { type LoadFiles, loadFiles } from './load-files.ts';
import { type LoadPlan, planLoad } from './plan-load.ts';
import { crossedThresholds, readSummary, type Summary } from './read-summary.ts';
import { type K6End, runK6 } from './run-k6.ts';
import { type LoadProgress, watchLoad } from './watch-load.ts';

/** What the learner wishes: iterations per second at most, and the length in seconds; else what the scenario says. */
export type LoadWish = { perSecond?: number; seconds?: number };

/** What a load came to. `seconds`: how long customers came; `report`: undefined when it was too short for one. */
export type LoadResult = {
  held: boolean;
  interrupted: boolean;
  seconds: number;
  plan: LoadPlan;
  summary: Summary;
  failures: string[];
  report: string | undefined;
  log: string;
};

// The last orders are followed for 20 s at most, then k6 sums up; more means that it hangs.
const HANG_LIMIT_S = 60;

const HELD = 0;
const CROSSED = 99;
const STOPPED = 105;

/** Runs a scenario against the shop of a lab and tells what came of it. Throws LabError when it could not be run. */
export async function loadShop(
  k6: K6,
  scenario: Scenario,
  target: LoadTarget,
  wish: LoadWish,
  show: (progress: LoadProgress) => void,
): Promise<LoadResult> {
  const environment = scriptEnvironment(target.storefront, await askShop(target), wish);
  const plan = planLoad(k6, scenario, environment);
  const files = loadFiles(scenario.name);
  const apiAddress = await freeAddress();
  const call = k6Call(k6, scenario.script, environment, {
    plan,
    files,
    apiAddress,
    collectorUrl: target.collector,
  });
  const startedMs = performance.now();
  const ended = new AbortController();
  const watching = watchLoad(apiAddress, plan.seconds, ended.signal, show);
  const end = await runK6(k6.program, call, files.log, (plan.seconds + HANG_LIMIT_S) * 1_000).finally(() =>
    ended.abort(),
  );
  await watching;
  const seconds = Math.min(plan.seconds, (performance.now() - startedMs) / 1_000);
  return resultOf({ end, plan, files, seconds });
}

function scriptEnvironment(shopUrl: string, traceUrl: string, { perSecond, seconds }: LoadWish): string[] {
  const variables = {
    SHOP_URL: shopUrl,
    TRACE_URL: traceUrl,
    ...(perSecond === undefined ? {} : { LOAD_RATE: perSecond }),
    ...(seconds === undefined ? {} : { LOAD_SECONDS: seconds }),
  };
  return Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]);
}

type Ended = { end: K6End; plan: LoadPlan; files: LoadFiles; seconds: number };

function resultOf({ end, plan, files, seconds }: Ended): LoadResult {
  if (![HELD, CROSSED, STOPPED].includes(end.exitCode ?? -1)) throw broken(end, files);
  const summary = readSummary(files.summary);
  if (!summary) {
    throw new LabError('The load was ended before there was anything to show.', { exitCode: 1 });
  }
  return {
    held: crossedThresholds(summary).length === 0,
    interrupted: end.exitCode === STOPPED,
    seconds,
    plan,
    summary,
    failures: end.failures,
    report: existsSync(files.report) ? files.report : undefined,
    log: files.log,
  };
}

function broken({ exitCode, lastLines }: K6End, { log }: LoadFiles): LabError {
  const how = exitCode === null ? 'did not come to an end and was killed' : `broke off with code ${exitCode}`;
  return new LabError([`k6 ${how}:`, ...lastLines.map((line) => `  ${line}`)].join('\n'), {
    next: [`read all that it said: ${log}`, 'npx lab status'],
  });
}
