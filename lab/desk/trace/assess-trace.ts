import type { Span } from '../telemetry-types.ts';
import type { Problem, ProblemKind } from '../trace-views.ts';
import { buildForest, type Forest } from './build-forest.ts';
import { CHECKOUT_SERVICES, isAwaitedMessage, showsPlacedOrder } from './checkout-expectations.ts';
import { findClockSkew } from './find-clock-skew.ts';

/** Oddities that leave the trace whole. */
const HARMLESS: readonly ProblemKind[] = ['clock-skew', 'negative-duration', 'duplicate-span-id'];

/** Says whether a trace is whole, and in plain words what is wrong with it. `droppedSpans`: how many did not fit into the desk. */
export function assessTrace(
  spans: readonly Span[],
  droppedSpans = 0,
  forest: Forest = buildForest(spans),
): { complete: boolean; problems: Problem[] } {
  const problems = [
    ...findNoSpans(spans),
    ...findOrphans(spans, forest),
    ...findSeveralRoots(spans, forest),
    ...findCycles(spans, forest),
    ...findMissingServices(spans),
    ...findMissingConsumers(spans, forest),
    ...findDroppedSpans(droppedSpans),
    ...findDuplicates(spans, forest),
    ...findNegativeDurations(spans),
    ...findClockSkew(spans, forest),
  ];
  return { complete: problems.every((problem) => HARMLESS.includes(problem.kind)), problems };
}

function findNoSpans(spans: readonly Span[]): Problem[] {
  if (spans.length > 0) return [];
  return [
    {
      kind: 'no-spans',
      message: 'No span of this trace has arrived, only log lines carry its id.',
      spanIds: [],
    },
  ];
}

function findOrphans(spans: readonly Span[], forest: Forest): Problem[] {
  const orphans = topsOf(spans, forest, 'orphan');
  const [is, its] = orphans.length === 1 ? ['span names', 'Its parent'] : ['spans name', 'That parent'];
  const message = `${orphans.length} ${is} a parent that is not in this trace: ${nameSome(orphans)}. ${its} was never sent, got lost, or has not ended yet.`;
  return problemOf('missing-parent', message, orphans);
}

/** Tops called from outside the lab share a caller there: together they count as one root. */
function findSeveralRoots(spans: readonly Span[], forest: Forest): Problem[] {
  const roots = topsOf(spans, forest, 'root');
  const fromOutside = topsOf(spans, forest, 'edge');
  if (roots.length + Math.min(1, fromOutside.length) < 2) return [];
  const all = [...roots, ...fromOutside];
  return problemOf(
    'several-roots',
    `The trace has ${all.length} beginnings where one is expected: ${nameSome(all)}.`,
    all,
  );
}

function findCycles(spans: readonly Span[], forest: Forest): Problem[] {
  const cut = topsOf(spans, forest, 'cycle');
  return problemOf('parent-cycle', `Parents go round in a circle; it was cut above ${nameSome(cut)}.`, cut);
}

function findMissingServices(spans: readonly Span[]): Problem[] {
  const evidence = spans.filter(showsPlacedOrder);
  if (evidence.length === 0) return [];
  const seen = new Set(spans.map((span) => span.service));
  return CHECKOUT_SERVICES.filter((service) => !seen.has(service)).map((service) => ({
    kind: 'missing-service' as const,
    message: `An order was placed, but no span of ${service} has arrived in this trace.`,
    spanIds: evidence.map((span) => span.spanId),
  }));
}

function findMissingConsumers(spans: readonly Span[], forest: Forest): Problem[] {
  const lost = spans.filter(
    (span, index) =>
      isAwaitedMessage(span) && !forest.children[index]?.some((child) => spans[child]?.kind === 'CONSUMER'),
  );
  return problemOf(
    'missing-consumer',
    `Published, but nobody has processed it in this trace: ${nameSome(lost)}.`,
    lost,
  );
}

function findDroppedSpans(droppedSpans: number): Problem[] {
  if (droppedSpans === 0) return [];
  const message = `${droppedSpans} more spans of this trace did not fit into the desk's memory.`;
  return [{ kind: 'spans-dropped', message, spanIds: [] }];
}

function findDuplicates(spans: readonly Span[], forest: Forest): Problem[] {
  const duplicates = forest.duplicates.flatMap((index) => spans[index] ?? []);
  return problemOf(
    'duplicate-span-id',
    `Another span has the same span id: ${nameSome(duplicates)}.`,
    duplicates,
  );
}

function findNegativeDurations(spans: readonly Span[]): Problem[] {
  const negative = spans.filter((span) => span.durationMs < 0);
  return problemOf(
    'negative-duration',
    `Ended before it started: ${nameSome(negative)}. The clock was set back.`,
    negative,
  );
}

function topsOf(spans: readonly Span[], forest: Forest, kind: string): Span[] {
  return forest.tops.filter((top) => top.kind === kind).flatMap((top) => spans[top.index] ?? []);
}

function problemOf(kind: ProblemKind, message: string, spans: readonly Span[]): Problem[] {
  return spans.length === 0 ? [] : [{ kind, message, spanIds: spans.map((span) => span.spanId) }];
}

/** The first three by name and service; a list of hundreds helps nobody. */
function nameSome(spans: readonly Span[]): string {
  const names = spans.slice(0, 3).map((span) => `“${span.name}” (${span.service})`);
  return spans.length > 3 ? `${names.join(', ')} and ${spans.length - 3} more` : names.join(', ');
}
