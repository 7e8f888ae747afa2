import { PART_NAMES, PARTS_OF_STORES, type PartName, STORES, type Stores } from './engine.ts';

/** Which stores a lab with these parts has; null when it has none. */
export function storesAmong(names: Iterable<PartName>): Stores | null {
  const there = new Set<PartName>(names);
  return STORES.find((stores) => PARTS_OF_STORES[stores].some((name) => there.has(name))) ?? null;
}

/** The parts of a full stack with these stores, in the order of PART_NAMES. */
export function partsWith(stores: Stores): PartName[] {
  const others: readonly PartName[] = STORES.filter((name) => name !== stores).flatMap(
    (name) => PARTS_OF_STORES[name],
  );
  return PART_NAMES.filter((name) => !others.includes(name));
}
