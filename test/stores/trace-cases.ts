// What every TraceStore must do, asked of whichever store has been sent the made-up telemetry.
import assert from 'node:assert/strict';
import {
  readTraces,
  type StoredSpan,
  type TraceQuery,
  type TraceStore,
} from '../../lab/stores/trace-store.ts';
import { HOSTILE, LEAD_MS, OLD_MS, sentTrace, TRACES } from './made-up-telemetry.ts';

/** A case: throws an AssertionError where the store does not do it. `baseMs`: when the telemetry was begun. */
export type TraceCase = { when: string; ask: (store: TraceStore, baseMs: number) => Promise<void> };

const bySpanId = (one: StoredSpan, other: StoredSpan) => one.span.spanId.localeCompare(other.span.spanId);

/** A span as this store gives it back, by its own word. */
function afterLosses({ span, resource }: StoredSpan, { loses }: TraceStore): StoredSpan {
  const attributes = Object.entries(span.attributes).map(([key, value]) => [
    key,
    Array.isArray(value) && loses.includes('lists') ? JSON.stringify(value) : value,
  ]);
  const links = span.links.map((link) =>
    loses.includes('link-attributes') ? { ...link, attributes: {} } : link,
  );
  return { span: { ...span, attributes: Object.fromEntries(attributes), links }, resource };
}

/** Finds exactly these traces, in whatever order. */
function finds(when: string, query: Omit<TraceQuery, 'sinceMs'>, traces: (keyof typeof TRACES)[]): TraceCase {
  return {
    when: `${when}, then it finds ${traces.join(' and ') || 'nothing'}`,
    ask: async (store, baseMs) => {
      const found = await store.find({ sinceMs: baseMs - LEAD_MS, untilMs: baseMs + LEAD_MS, ...query });
      assert.deepEqual(found.toSorted(), traces.map((name) => TRACES[name]).toSorted());
    },
  };
}

export const TRACE_CASES: TraceCase[] = [
  {
    when: 'When a trace is asked for, then it comes back as it was sent: ids, kinds, times, statuses, values, events, links, resources',
    ask: async (store, baseMs) => {
      const stored = await store.trace(TRACES.whole);
      const sent = sentTrace(TRACES.whole, baseMs).map((one) => afterLosses(one, store));
      assert.deepEqual(stored.toSorted(bySpanId), sent.toSorted(bySpanId));
    },
  },
  {
    when: 'When a trace is asked for that was never sent, then there is none',
    ask: async (store) => assert.deepEqual(await store.trace(TRACES.unknown), []),
  },
  {
    when: 'When a span was sent twice, then it is there once',
    ask: async (store) => assert.equal((await store.trace(TRACES.twice)).length, 1),
  },
  {
    when: 'When several traces are asked for, then each comes, and none for the unknown one',
    ask: async (store) => {
      const read = await readTraces(store, [TRACES.slow, TRACES.unknown, TRACES.whole]);
      assert.deepEqual(
        [TRACES.slow, TRACES.unknown, TRACES.whole].map((traceId) => read.get(traceId)?.length),
        [1, 0, 3],
      );
    },
  },
  finds('When a service is named', { service: 'made-up-shop' }, ['whole', 'twice']),
  finds('When a span is named', { name: 'take money' }, ['whole', 'slow', 'quick']),
  finds('When a service and a span are named', { service: 'made-up-shop', name: 'POST' }, ['whole']),
  finds('When a span is named that another service has', { service: 'made-up-shop', name: 'take money' }, []),
  finds('When an attribute is named', { attributes: { 'order.id': 'b-2' } }, ['slow']),
  finds('When an attribute of another value is named', { attributes: { 'order.id': 'b' } }, []),
  finds(
    'When a service and an attribute of its span are named',
    { service: 'made-up-bank', attributes: { 'order.id': 'a-1', note: 'ünïcode ✓' } },
    ['whole'],
  ),
  finds('When errors of a span are asked for', { name: 'take money', status: 'ERROR' }, ['whole']),
  finds(
    'When errors of a service without any are asked for',
    { service: 'made-up-shop', status: 'ERROR' },
    [],
  ),
  finds('When slow spans of a name are asked for', { name: 'take money', longerThanMs: 1_000 }, ['slow']),
  finds('When spans of a name are asked for that took a while', { name: 'take money', longerThanMs: 40 }, [
    'whole',
    'slow',
  ]),
  finds('When nothing is slow enough', { service: 'made-up-bank', longerThanMs: 60_000 }, []),
  finds('When a service has an odd name', { service: HOSTILE.service }, ['hostile']),
  finds('When a span has an odd name', { name: HOSTILE.name }, ['hostile']),
  finds('When a value would end the query', { attributes: { note: HOSTILE.value } }, ['hostile']),
  {
    when: 'When the time is longer, then it finds what is older, and else it does not',
    ask: async (store, baseMs) => {
      const query = { name: 'take money', attributes: { 'order.id': 'e-6' }, untilMs: baseMs + LEAD_MS };
      assert.deepEqual(await store.find({ ...query, sinceMs: baseMs - LEAD_MS }), []);
      assert.deepEqual(await store.find({ ...query, sinceMs: baseMs - OLD_MS - LEAD_MS }), [TRACES.old]);
    },
  },
  {
    when: 'When only one trace is wanted, then only one is found',
    ask: async (store, baseMs) => {
      const query = {
        service: 'made-up-bank',
        sinceMs: baseMs - LEAD_MS,
        untilMs: baseMs + LEAD_MS,
        limit: 1,
      };
      assert.equal((await store.find(query)).length, 1);
    },
  },
  {
    when: 'When it is asked what it says of a trace, then every text of it is there',
    ask: async (store) => {
      const said = await store.said(TRACES.whole);
      for (const text of ['POST /made-up', 'TimeoutError', 'ünïcode ✓', 'it “failed”'])
        assert.ok(said.includes(text), text);
    },
  },
];
