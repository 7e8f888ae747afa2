import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { isDeepStrictEqual, parseEnv } from 'node:util';
import { CHECKOUT_SERVICES } from '../desk/trace/checkout-expectations.ts';
import type { PartName } from '../engine/engine.ts';
import { writeFileAtomically } from '../engine/local/write-file-atomically.ts';
import type { Learner } from './open-learner.ts';

type Environment = Readonly<Record<string, string>>;

/** The variables that the active chapter sets for the lab; none when there is no such file. */
export function readEnvironment(learner: Learner): Environment {
  try {
    return parseEnv(readFileSync(learner.environment, 'utf8')) as Environment;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}

/** Sets these variables in place of the ones that were set; none removes the file. Returns whether anything changed. */
export function writeEnvironment(learner: Learner, environment: Environment): boolean {
  if (isDeepStrictEqual({ ...readEnvironment(learner) }, { ...environment })) return false;
  const lines = Object.entries(environment).map(([key, value]) => `${key}=${value}\n`);
  mkdirSync(dirname(learner.environment), { recursive: true });
  if (lines.length > 0) writeFileAtomically(learner.environment, lines.join(''));
  else rmSync(learner.environment, { force: true });
  return true;
}

/** The parts that read these variables when they start. */
export function partsOfEnvironment(environment: Environment): PartName[] {
  const names = Object.keys(environment);
  if (names.length === 0) return [];
  const traced = [...CHECKOUT_SERVICES] as PartName[];
  return names.includes('SAMPLING') ? [...traced, 'collector'] : traced;
}
