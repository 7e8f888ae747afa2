import type { Engine } from './engine.ts';
import { LabError } from './lab-error.ts';
import { localEngine } from './local/local-engine.ts';

const LATER = ['compose', 'kind'];

/** The engine of that name (default: local). Throws LabError for one that this version does not have. */
export function openEngine(name = 'local'): Engine {
  if (name === 'local') return localEngine();
  const message = LATER.includes(name)
    ? `The engine "${name}" is not in this version.`
    : `There is no engine "${name}".`;
  throw new LabError(message, { next: ['npx lab up --engine local'], exitCode: 2 });
}
