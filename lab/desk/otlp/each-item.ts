import { cutText, MAX_NAME_LENGTH } from './cut-text.ts';
import { isRecord } from './is-record.ts';

/** The names of the three nesting levels of one OTLP signal. */
export interface SignalShape {
  resources: 'resourceSpans' | 'resourceLogs' | 'resourceMetrics';
  scopes: 'scopeSpans' | 'scopeLogs' | 'scopeMetrics';
  items: 'spans' | 'logRecords' | 'metrics';
}

/** Calls `visit` for every span, log record or metric of an OTLP/JSON request, with its service name and scope name. */
export function eachItem(
  request: unknown,
  shape: SignalShape,
  visit: (item: unknown, service: string, scope: string) => void,
): void {
  if (!isRecord(request)) return;
  for (const resourceItems of listOf(request[shape.resources])) {
    if (!isRecord(resourceItems)) continue;
    const service = serviceName(resourceItems.resource);
    for (const scopeItems of listOf(resourceItems[shape.scopes])) {
      if (!isRecord(scopeItems)) continue;
      const scope = scopeName(scopeItems.scope);
      for (const item of listOf(scopeItems[shape.items])) visit(item, service, scope);
    }
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function scopeName(scope: unknown): string {
  return isRecord(scope) && typeof scope.name === 'string' ? cutText(scope.name, MAX_NAME_LENGTH) : '';
}

/** `unknown_service` is what OpenTelemetry itself calls a service without a name. */
function serviceName(resource: unknown): string {
  if (!isRecord(resource)) return 'unknown_service';
  for (const attribute of listOf(resource.attributes)) {
    if (!isRecord(attribute) || attribute.key !== 'service.name' || !isRecord(attribute.value)) continue;
    if (typeof attribute.value.stringValue === 'string')
      return cutText(attribute.value.stringValue, MAX_NAME_LENGTH);
  }
  return 'unknown_service';
}
