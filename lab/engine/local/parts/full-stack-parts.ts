import type { LabContext } from '../lab-context.ts';
import { collectorPart } from './collector-part.ts';
import { grafanaPart } from './grafana-part.ts';
import { jaegerPart } from './jaeger-part.ts';
import { lokiPart } from './loki-part.ts';
import type { PartDefinition } from './part-definition.ts';
import { prometheusPart } from './prometheus-part.ts';
import { storesOf } from './stores-of.ts';
import { tempoPart } from './tempo-part.ts';
import { victoriaLogsPart } from './victoria-logs-part.ts';

const STORE_PARTS = {
  tempo: tempoPart,
  loki: lokiPart,
  grafana: grafanaPart,
  jaeger: jaegerPart,
  'victoria-logs': victoriaLogsPart,
};

/** What the full stack adds to the lab; nothing for a lab without it. */
export function fullStackParts(context: LabContext): PartDefinition[] {
  if (!context.full) return [];
  const stores = storesOf(context).map((name) => STORE_PARTS[name](context));
  return [collectorPart(context), ...stores, prometheusPart(context)];
}
