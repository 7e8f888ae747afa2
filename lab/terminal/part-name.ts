import { InvalidArgumentError } from 'commander';
import { PART_NAMES, type PartName } from '../engine/engine.ts';
import { nearestName } from './nearest-name.ts';

/** The part that somebody has typed. Throws InvalidArgumentError, with the nearest one, for anything else. */
export function partName(text: string): PartName {
  const name = PART_NAMES.find((candidate) => candidate === text);
  if (name) return name;
  const nearest = nearestName(text, PART_NAMES);
  throw new InvalidArgumentError(
    nearest ? `Did you mean ${nearest}?` : `The parts are ${PART_NAMES.join(', ')}.`,
  );
}
