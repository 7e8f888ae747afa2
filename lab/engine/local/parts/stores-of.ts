import { PARTS_OF_STORES, type Stores } from '../../engine.ts';
import type { LabContext } from '../lab-context.ts';

export type PartOfStores = (typeof PARTS_OF_STORES)[Stores][number];

/** The parts that store traces and logs in this instance, and Grafana where its program was found; none without the full stack. */
export function storesOf({ full }: Pick<LabContext, 'full'>): PartOfStores[] {
  if (!full) return [];
  const stores: PartOfStores[] = PARTS_OF_STORES[full.stores].filter((name) => name !== 'grafana');
  return full.grafana ? [...stores, 'grafana'] : stores;
}
