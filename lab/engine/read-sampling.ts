import { SAMPLINGS, type Sampling } from './engine.ts';
import { LabError } from './lab-error.ts';

/** What the environment's SAMPLING asks for (default: off). Throws LabError (usage) for anything but off, head or tail. */
export function readSampling(): Sampling {
  const text = process.env.SAMPLING || 'off';
  const sampling = SAMPLINGS.find((known) => known === text);
  if (sampling) return sampling;
  throw new LabError(`SAMPLING is "${text}": it is off, head or tail.`, {
    next: ['SAMPLING=tail npx lab up --full'],
    exitCode: 2,
  });
}
