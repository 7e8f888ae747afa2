import { BASE_PART_NAMES, type Engine, type EngineStatus, PART_NAMES, type PartStatus } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { withoutPassword } from '../without-password.ts';
import { applyParts } from './apply-parts.ts';
import { bringDown } from './bring-down.ts';
import { addressesOf, bringUp } from './bring-up.ts';
import { findTrialJaeger } from './find-trial-jaeger.ts';
import { followLog } from './follow-log.ts';
import { homePaths } from './home-paths.ts';
import type { LabDescription } from './supervisor/describe-lab.ts';
import { livingOrphans } from './supervisor/process-table.ts';
import { findSupervisor, type SupervisorClient } from './supervisor-client.ts';

const UNKNOWN = {
  url: null,
  restarts: 0,
  rssBytes: null,
  version: null,
  uptimeSeconds: null,
  lastExit: null,
} as const;

/** The lab as processes of this machine, watched over by one supervisor. `home`: its folder (default LAB_HOME). */
export function localEngine(home?: string): Engine {
  const paths = homePaths(home);
  const supervisor = (): SupervisorClient => findSupervisor(paths) ?? notRunning();
  return {
    name: 'local',
    up: (options) => bringUp(paths, options),
    down: (options) => bringDown(paths, options),
    status: async () => {
      const running = findSupervisor(paths);
      if (running) return describeStatus(await running.describe());
      return describeUnwatched(livingOrphans(paths));
    },
    logs: (part, options) => followLog(paths.log(part), options),
    addresses: async () => addressesOf(await supervisor().describe()),
    restart: (part) => supervisor().act(part, 'restart'),
    apply: (parts) => applyParts(supervisor(), parts),
    kill: (part, signal) => supervisor().act(part, 'kill', signal),
    trialJaeger: (waitMs) => findTrialJaeger(supervisor(), waitMs),
    stop: (part) => supervisor().act(part, 'stop'),
    start: (part) => supervisor().act(part, 'start'),
  };
}

function describeStatus(lab: LabDescription): EngineStatus {
  const parts = lab.parts.map(
    ({ address, failure: _failure, secondsLeft: _secondsLeft, ...part }): PartStatus => ({
      ...part,
      url: withoutPassword(address),
    }),
  );
  return { engine: 'local', phase: lab.phase, sampling: lab.sampling, stores: lab.stores, parts };
}

function describeUnwatched(orphans: ReturnType<typeof livingOrphans>): EngineStatus {
  const pidOf = (name: string) => orphans.find((orphan) => orphan.name === name)?.pid ?? null;
  const base: readonly string[] = BASE_PART_NAMES;
  const known = PART_NAMES.filter((name) => base.includes(name) || pidOf(name) !== null);
  const parts = known.map((name): PartStatus => {
    const pid = pidOf(name);
    const unwatched = pid === null ? null : 'runs unwatched';
    return { ...UNKNOWN, name, pid, state: unwatched ? 'unready' : 'stopped', detail: unwatched };
  });
  return {
    engine: 'local',
    phase: orphans.length > 0 ? 'lost' : 'stopped',
    sampling: null,
    stores: null,
    parts,
  };
}

function notRunning(): never {
  throw new LabError('The lab is not running.', { next: ['npx lab up'] });
}
