import { cutText, MAX_NAME_LENGTH } from './cut-text.ts';
import { isRecord } from './is-record.ts';

/** The names of the three nesting levels of one OTLP signal. */
export interface SignalShape {
  resources: 'resourceSpans' | 'resourceLogs' | 'resourceMetrics';
  scopes: 'scopeSpans' | 'scopeLogs' | 'scopeMetrics';
  items: 'spans' | 'logRecords' | 'metrics';
}

/**
 * Calls `visit` for every span, log record or metric of an OTLP/JSON request, with its service name, its scope name, and
 * which instance of the service sent it, if it says so.
 */
export function eachItem(
  request: unknown,
  shape: SignalShape,
  visit: (item: unknown, service: string, scope: string, instance: string | undefined) => void,
): void {
  if (!isRecord(request)) return;
  for (const resourceItems of listOf(request[shape.resources])) {
    if (!isRecord(resourceItems)) continue;
    // What OpenTelemetry itself calls a service without a name.
    const service = textOf(resourceItems.resource, 'service.name') ?? 'unknown_service';
    const instance = textOf(resourceItems.resource, 'service.instance.id');
    for (const scopeItems of listOf(resourceItems[shape.scopes])) {
      if (!isRecord(scopeItems)) continue;
      const scope = scopeName(scopeItems.scope);
      for (const item of listOf(scopeItems[shape.items])) visit(item, service, scope, instance);
    }
  }
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function scopeName(scope: unknown): string {
  return isRecord(scope) && typeof scope.name === 'string' ? cutText(scope.name, MAX_NAME_LENGTH) : '';
}

function textOf(resource: unknown, key: string): string | undefined {
  if (!isRecord(resource)) return undefined;
  for (const attribute of listOf(resource.attributes)) {
    if (!isRecord(attribute) || attribute.key !== key || !isRecord(attribute.value)) continue;
    if (typeof attribute.value.stringValue === 'string')
      return cutText(attribute.value.stringValue, MAX_NAME_LENGTH);
  }
  return undefined;
}
