import type { LabContext } from '../lab-context.ts';
import { collectorPart } from './collector-part.ts';
import { grafanaPart } from './grafana-part.ts';
import { lokiPart } from './loki-part.ts';
import type { PartDefinition } from './part-definition.ts';
import { prometheusPart } from './prometheus-part.ts';
import { tempoPart } from './tempo-part.ts';

/** What the full stack adds to the lab; nothing for a lab without it. */
export function fullStackParts(context: LabContext): PartDefinition[] {
  if (!context.full) return [];
  return [
    collectorPart(context),
    tempoPart(context),
    lokiPart(context),
    prometheusPart(context),
    ...(context.full.grafana ? [grafanaPart(context)] : []),
  ];
}
