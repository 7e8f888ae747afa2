// What the stores are sent before they are asked: traces and log lines, made up, with everything in them that telemetry may have.
import { decodeStored, tracesDataSchema } from '../../lab/stores/decode-stored.ts';
import type { StoredSpan } from '../../lab/stores/trace-store.ts';

type Value = string | number | boolean | string[];
type MadeSpan = {
  trace: string;
  span: string;
  parent?: string;
  service: string;
  name: string;
  kind?: number;
  atMs: number;
  lastsMs: number;
  status?: { code: number; message?: string };
  attributes?: Record<string, Value>;
  events?: { name: string; atMs: number; attributes: Record<string, Value> }[];
  links?: { trace: string; span: string; attributes: Record<string, Value> }[];
};
export type MadeLine = {
  service: string;
  atMs: number;
  body: string;
  severity?: string;
  trace?: string;
  span?: string;
  attributes?: Record<string, Value>;
};

const id = (of: string, length: number) => of.padEnd(length, '0');
/** Trace ids by what each trace is for. That of `whole` begins with zeros. */
export const TRACES = {
  whole: '00000000a1'.padEnd(32, '1'),
  slow: id('b2', 32),
  quick: id('b3', 32),
  hostile: id('c4', 32),
  twice: id('d5', 32),
  old: id('e6', 32),
  unknown: id('f7', 32),
} as const;

/** Texts that would end a quoted text in a query language, or change what is asked. */
export const HOSTILE = {
  service: 'o"dd\\ser\'vice {x="y"}',
  name: 'na`me" } || { true',
  value: '" || true || "\\',
  text: 'it said "no" (really?) [a-z]+ `|` \\d {} $1',
};
/** Nothing else of it is within so long before and after its beginning. */
export const LEAD_MS = 10_000;
/** What is old is so much older. Not more than two minutes: Tempo files a trace by the time when it came, and looks there. */
export const OLD_MS = 60_000;

const SPANS: MadeSpan[] = [
  {
    ...{ trace: TRACES.whole, span: id('11', 16), service: 'made-up-shop', name: 'POST /made-up', kind: 2 },
    ...{ atMs: 0, lastsMs: 120, attributes: { 'http.response.status_code': 201, 'order.id': 'a-1' } },
  },
  {
    ...{
      trace: TRACES.whole,
      span: id('12', 16),
      parent: id('11', 16),
      service: 'made-up-shop',
      name: 'POST',
      kind: 3,
    },
    ...{ atMs: 5, lastsMs: 80, attributes: { 'server.address': 'bank', share: 0.25, cached: false } },
  },
  {
    ...{
      trace: TRACES.whole,
      span: id('13', 16),
      parent: id('12', 16),
      service: 'made-up-bank',
      name: 'take money',
    },
    ...{ atMs: 10, lastsMs: 50, kind: 1, status: { code: 2, message: 'it “failed”, said "the bank"' } },
    attributes: { currencies: ['USD', 'EUR'], 'order.id': 'a-1', note: 'ünïcode ✓' },
    events: [{ name: 'exception', atMs: 40, attributes: { 'exception.type': 'TimeoutError' } }],
    links: [{ trace: TRACES.slow, span: id('21', 16), attributes: { why: 'the same customer' } }],
  },
  {
    ...{ trace: TRACES.slow, span: id('21', 16), service: 'made-up-bank', name: 'take money', kind: 5 },
    ...{ atMs: 1_000, lastsMs: 1_500, attributes: { 'order.id': 'b-2' } },
  },
  {
    ...{ trace: TRACES.quick, span: id('31', 16), service: 'made-up-bank', name: 'take money', kind: 5 },
    ...{ atMs: 2_000, lastsMs: 30, attributes: { 'order.id': 'b-3' } },
  },
  {
    ...{ trace: TRACES.hostile, span: id('41', 16), service: HOSTILE.service, name: HOSTILE.name, kind: 1 },
    ...{ atMs: 3_000, lastsMs: 10, attributes: { note: HOSTILE.value } },
  },
  {
    ...{ trace: TRACES.twice, span: id('51', 16), service: 'made-up-shop', name: 'made-up publish', kind: 4 },
    ...{ atMs: 4_000, lastsMs: 10 },
  },
  {
    ...{ trace: TRACES.old, span: id('61', 16), service: 'made-up-bank', name: 'take money', kind: 5 },
    ...{ atMs: -OLD_MS, lastsMs: 20, attributes: { 'order.id': 'e-6' } },
  },
];

export const LINES: MadeLine[] = [
  {
    ...{
      service: 'made-up-shop',
      atMs: 100,
      body: 'made-up order accepted',
      severity: 'info',
      trace: TRACES.whole,
      span: id('11', 16),
    },
    attributes: { 'order.id': 'a-1', repeated: false },
  },
  {
    service: 'made-up-bank',
    atMs: 40,
    body: 'money taken',
    severity: 'warn',
    trace: TRACES.whole,
    span: id('13', 16),
  },
  {
    service: 'made-up-bank',
    atMs: 1_200,
    body: 'money taken',
    trace: TRACES.slow,
    attributes: { 'order.id': 'b-2' },
  },
  {
    service: 'made-up-bank',
    atMs: 1_300,
    body: HOSTILE.text,
    trace: TRACES.hostile,
    attributes: { note: HOSTILE.value },
  },
  { service: HOSTILE.service, atMs: 1_400, body: 'from an odd place' },
  { service: 'made-up-shop', atMs: 1_500, body: 'first line\nsecond line', trace: TRACES.quick },
  { service: 'made-up-shop', atMs: -OLD_MS, body: 'made-up order accepted', trace: TRACES.old },
];

/** The traces as an OTLP/JSON request, begun at `baseMs` (epoch); `twice` is sent by another request again. */
export function tracesRequest(baseMs: number, which: (span: MadeSpan) => boolean = () => true) {
  return {
    resourceSpans: SPANS.filter(which).map((span) => ({
      resource: { attributes: keyValues({ 'service.name': span.service, 'service.version': '1.0' }) },
      scopeSpans: [{ spans: [spanOf(span, baseMs)] }],
    })),
  };
}

/** The log lines as an OTLP/JSON request. */
export function logsRequest(baseMs: number) {
  return {
    resourceLogs: LINES.map((line) => ({
      resource: { attributes: keyValues({ 'service.name': line.service, 'service.namespace': 'made-up' }) },
      scopeLogs: [
        {
          logRecords: [
            {
              timeUnixNano: nano(baseMs + line.atMs),
              severityText: line.severity ?? 'info',
              severityNumber: line.severity === 'warn' ? 13 : 9,
              body: { stringValue: line.body },
              attributes: keyValues(line.attributes ?? {}),
              ...(line.trace ? { traceId: line.trace } : {}),
              ...(line.span ? { spanId: line.span } : {}),
            },
          ],
        },
      ],
    })),
  };
}

/** A trace as it was sent: what a store must give back. */
export function sentTrace(traceId: string, baseMs: number): StoredSpan[] {
  return decodeStored(tracesDataSchema.parse(tracesRequest(baseMs, ({ trace }) => trace === traceId)));
}

function spanOf(span: MadeSpan, baseMs: number) {
  const { trace, parent, name, kind = 1, atMs, lastsMs, status = {}, attributes = {} } = span;
  return {
    traceId: trace,
    spanId: span.span,
    ...(parent ? { parentSpanId: parent } : {}),
    ...{ name, kind, status, attributes: keyValues(attributes) },
    startTimeUnixNano: nano(baseMs + atMs),
    endTimeUnixNano: nano(baseMs + atMs + lastsMs),
    events: (span.events ?? []).map((event) => ({
      name: event.name,
      timeUnixNano: nano(baseMs + event.atMs),
      attributes: keyValues(event.attributes),
    })),
    links: (span.links ?? []).map((link) => ({
      traceId: link.trace,
      spanId: link.span,
      attributes: keyValues(link.attributes),
    })),
  };
}

function keyValues(attributes: Record<string, Value>) {
  return Object.entries(attributes).map(([key, value]) => ({ key, value: anyValue(value) }));
}

function anyValue(value: Value): Record<string, unknown> {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(anyValue) } };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'string') return { stringValue: value };
  return Number.isInteger(value) ? { intValue: String(value) } : { doubleValue: value };
}

function nano(ms: number): string {
  return `${Math.round(ms)}000000`;
}
