import { setTimeout as after } from 'node:timers/promises';
import { grafanaTraceUrl } from '../checkout/grafana-trace-url.ts';
import type { Addresses } from '../engine/engine.ts';
import { askDesk } from '../stores/ask-desk.ts';
import { askPrometheus } from '../stores/ask-prometheus.ts';
import type { IncidentEnd, Step } from './incident-files.ts';
import { duration } from './span-clues.ts';
import type { Clues, Trouble } from './trouble.ts';

const LIMIT_MS = 15_000;
const POLL_MS = 500;

/**
 * The shortest way to the cause of an incident that began at `sinceMs` (epoch): metric, exemplar, trace, log, each with
 * what it really says. Empty when the trouble has not shown itself within 15 s. Throws LabError when the desk does not answer.
 */
export async function shortestRoute(
  addresses: Addresses,
  trouble: Trouble,
  sinceMs: number,
): Promise<Pick<IncidentEnd, 'route' | 'traceId'>> {
  const clues = await awaitClues(addresses, trouble, sinceMs);
  if (!clues) return { route: [], traceId: null };
  const steps = [
    metricStep(addresses, clues),
    await exemplarStep(addresses, clues, sinceMs),
    traceStep(addresses, clues),
    logStep(clues),
  ];
  return {
    route: steps.filter((step) => step !== undefined),
    traceId: clues.trace?.traceId ?? null,
  };
}

async function awaitClues(
  { desk }: Addresses,
  trouble: Trouble,
  sinceMs: number,
): Promise<Clues | undefined> {
  const deadline = performance.now() + LIMIT_MS;
  for (;;) {
    const clues = await trouble.clues(askDesk(desk), sinceMs);
    if (clues || performance.now() > deadline) return clues;
    await after(POLL_MS);
  }
}

function metricStep({ prometheus, desk }: Addresses, { metric }: Clues): Step {
  if (!metric) return { kind: 'metric', says: 'none shows it: nothing is slow, nothing fails', see: '-' };
  const see = prometheus
    ? `${prometheus}/graph?g0.expr=${encodeURIComponent(metric.promql)}&g0.tab=0`
    : `curl -s '${desk}/api/metrics?name=${metric.name.split(' ')[0]}'`;
  return { kind: 'metric', says: `${metric.name}: ${metric.says}`, see };
}

async function exemplarStep(
  { prometheus, grafana, desk }: Addresses,
  { trace }: Clues,
  sinceMs: number,
): Promise<Step | undefined> {
  if (!prometheus || !trace?.spanMetric) return undefined;
  const exemplars = await askPrometheus(prometheus).exemplars(trace.spanMetric, sinceMs);
  const [slowest] = exemplars.sort((a, b) => b.value - a.value);
  const traceId = slowest?.labels.trace_id;
  if (!slowest || !traceId) return undefined;
  return {
    kind: 'exemplar',
    says: `${duration(slowest.value * 1_000)} in ${trace.spanMetric.replace('_bucket', '')}: trace ${traceId}`,
    see: grafana ? grafanaTraceUrl(grafana, traceId) : `${desk}/traces/${traceId}`,
  };
}

function traceStep({ desk }: Addresses, { trace }: Clues): Step {
  if (!trace) return { kind: 'trace', says: 'none shows it: no single request is to blame', see: '-' };
  return {
    kind: 'trace',
    says: trace.says,
    see: `npx lab trace ${trace.traceId}, or ${desk}/traces/${trace.traceId}`,
  };
}

function logStep({ log }: Clues): Step | undefined {
  return log ? { kind: 'log', says: log.says, see: `npx lab logs ${log.service}` } : undefined;
}
