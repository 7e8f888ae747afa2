import type { Addresses, Stores } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { jaegerStore } from './jaeger-store.ts';
import type { LogStore } from './log-store.ts';
import { lokiStore } from './loki-store.ts';
import { tempoStore } from './tempo-store.ts';
import type { TraceStore } from './trace-store.ts';
import { victoriaLogsStore } from './victoria-logs-store.ts';

/** What the full stack stores in, and where each Collector that delivers there tells about itself. */
export type OpenStores = {
  traces: TraceStore;
  logs: LogStore;
  prometheus: string;
  collector: readonly string[];
};

/** The stores of a lab at these addresses; undefined for a lab that runs without the full stack. */
export function storesAt(addresses: Partial<Addresses>): OpenStores | undefined {
  const traces = traceStoreAt(addresses);
  const logs = logStoreAt(addresses);
  const { prometheus, 'collector-metrics': collector } = addresses;
  return traces && logs && prometheus && collector ? { traces, logs, prometheus, collector } : undefined;
}

/** The same where a chapter needs them. Throws LabError for a lab without. */
export function requireStores(addresses: Partial<Addresses>): OpenStores {
  const stores = storesAt(addresses);
  if (stores) return stores;
  throw new LabError('This chapter needs the full stack, and the lab runs without it.', {
    next: ['npx lab up --full'],
  });
}

/** The stores that STORES names, at these addresses. */
export function openStores(
  stores: Stores,
  at: { traces: string; logs: string },
): Pick<OpenStores, 'traces' | 'logs'> {
  return stores === 'grafana'
    ? { traces: tempoStore(at.traces), logs: lokiStore(at.logs) }
    : { traces: jaegerStore(at.traces), logs: victoriaLogsStore(at.logs) };
}

function traceStoreAt({ tempo, jaeger }: Partial<Addresses>): TraceStore | undefined {
  if (tempo) return tempoStore(tempo);
  return jaeger ? jaegerStore(jaeger) : undefined;
}

function logStoreAt({ loki, 'victoria-logs': victoriaLogs }: Partial<Addresses>): LogStore | undefined {
  if (loki) return lokiStore(loki);
  return victoriaLogs ? victoriaLogsStore(victoriaLogs) : undefined;
}
