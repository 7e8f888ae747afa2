import { CHECKOUT_SERVICES } from '../desk/trace/checkout-expectations.ts';
import type { PartName } from '../engine/engine.ts';

/** The parts that run a file of the repository, given by its path in it: they must start anew when it is saved. */
export function partsOfSeam(path: string): PartName[] {
  const [top, folder] = path.split('/');
  // The gateway is no part of the lesson, but it runs what all services share.
  if (top === 'services')
    return folder === 'shared' ? [...traced(), 'payment-gateway'] : [folder as PartName];
  if (top !== 'deploy') return [];
  return folder === 'sampling' ? traced() : [folder as PartName];
}

function traced(): PartName[] {
  return [...CHECKOUT_SERVICES] as PartName[];
}
