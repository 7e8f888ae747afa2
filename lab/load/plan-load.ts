import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { LabError } from '../engine/lab-error.ts';
import type { K6 } from './find-k6.ts';
import type { Scenario } from './list-scenarios.ts';
import { parseDuration } from './parse-duration.ts';

/** What a load will be: its length in seconds, and its highest rate in iterations per second. */
export type LoadPlan = { seconds: number; perSecond: number };

const seconds = z.string().transform((text) => parseDuration(text) ?? 0);
const inspectedSchema = z.object({
  scenarios: z.record(
    z.string(),
    z.object({
      rate: z.number().nullish(),
      duration: seconds.nullish(),
      stages: z.array(z.object({ target: z.number(), duration: seconds })).nullish(),
    }),
  ),
});

/** Asks k6 what a script would do in the given environment. Throws LabError when k6 cannot read the script. */
export function planLoad({ program }: K6, { script }: Scenario, environment: string[]): LoadPlan {
  const { stdout, stderr, status } = spawnSync(program, ['inspect', ...environment, script], {
    encoding: 'utf8',
    timeout: 30_000,
  });
  if (status !== 0) {
    throw new LabError(`k6 cannot read ${script}:\n${stderr?.trim()}`, { next: ['npm run check'] });
  }
  const [scenario] = Object.values(inspectedSchema.parse(JSON.parse(stdout)).scenarios);
  const stages = scenario?.stages ?? [];
  return {
    seconds: (scenario?.duration ?? 0) + stages.reduce((sum, stage) => sum + stage.duration, 0),
    perSecond: Math.max(scenario?.rate ?? 0, ...stages.map(({ target }) => target)),
  };
}
