import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { CHECKOUT_SERVICES } from '../desk/trace/checkout-expectations.ts';
import { readChapterEnv } from '../engine/chapter-env.ts';
import type { Engine, PartName } from '../engine/engine.ts';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import type { Learner } from './open-learner.ts';
import { readLearnerFile } from './read-learner-file.ts';

type Environment = Readonly<Record<string, string>>;

const appliedFile = z.object({ version: z.literal(1), environment: z.record(z.string(), z.string()) });

/** Sets these variables of the lab in place of the ones that were set; none removes the file. */
export function writeEnvironment(learner: Learner, environment: Environment): void {
  // What has not changed is not saved anew: parts are older than a file that is.
  if (isDeepStrictEqual({ ...readChapterEnv(learner.environment) }, { ...environment })) return;
  const lines = Object.entries(environment).map(([key, value]) => `${key}=${value}\n`);
  if (lines.length === 0) {
    rmSync(learner.environment, { force: true });
    return;
  }
  mkdirSync(dirname(learner.environment), { recursive: true });
  writeFileAtomically(learner.environment, lines.join(''));
}

/**
 * Has the parts of a running lab start anew that were started with other variables than the ones that are set now, and
 * resolves when they are ready. A lab that does not run reads them when it starts. Throws LabError when a part fails.
 */
export async function applyEnvironment(
  learner: Learner,
  engine: Pick<Engine, 'status' | 'apply'>,
): Promise<void> {
  const applied = readLearnerFile(learner, learner.applied, appliedFile)?.environment ?? {};
  const environment = readChapterEnv(learner.environment);
  if (isDeepStrictEqual({ ...applied }, { ...environment })) return;
  const { phase, parts } = await engine.status();
  const concerned = partsOfEnvironment({ ...applied, ...environment });
  const names = parts.map(({ name }) => name).filter((name) => concerned.includes(name));
  if (phase === 'running' && names.length > 0) {
    const why =
      Object.keys(environment).length > 0 ? 'with the variables of the chapter' : 'as they usually are';
    learner.say(`starting ${names.join(', ')} anew, ${why}`);
    await engine.apply(names);
  }
  mkdirSync(learner.root, { recursive: true });
  writeFileAtomically(learner.applied, JSON.stringify({ version: 1, environment }));
}

/** The parts that read these variables when they start. */
function partsOfEnvironment(environment: Environment): PartName[] {
  const parts = new Set<PartName>();
  for (const name of Object.keys(environment)) {
    if (name.startsWith('GATEWAY_')) parts.add('payment-gateway');
    // Who stands beside, only the Collector knows.
    if (name !== 'LAB_BESIDE') for (const service of CHECKOUT_SERVICES) parts.add(service as PartName);
    if (name === 'SAMPLING' || name === 'LAB_BESIDE') parts.add('collector');
  }
  return [...parts];
}
