import { BASE_PART_NAMES, PART_NAMES, type PartName } from '../engine.ts';

export type Namespace = 'bookstore' | 'tracing';

// The desk is a witness, and stands with the telemetry.
const OF_THE_BOOKSTORE: readonly PartName[] = BASE_PART_NAMES.filter((part) => part !== 'desk');

/** The workloads that are a part, by their label app.kubernetes.io/name, as telemetry passes them: the Collector has two tiers. */
export function workloadsOfPart(part: PartName): string[] {
  return part === 'collector' ? ['collector-agent', 'collector-gateway'] : [part];
}

/** The part that a workload belongs to; undefined for one that an overlay has added. */
export function partOfWorkload(name: string): PartName | undefined {
  return PART_NAMES.find((part) => workloadsOfPart(part).includes(name));
}

export function namespaceOf(part: PartName): Namespace {
  return OF_THE_BOOKSTORE.includes(part) ? 'bookstore' : 'tracing';
}
