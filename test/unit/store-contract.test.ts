// The contract of the stores, held by the adapters of Tempo and Loki against what real ones have answered, and able to fail:
// each way in which an adapter may be broken is noticed. The same cases are asked of running stores in test/stack.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { LabError } from '../../lab/engine/lab-error.ts';
import { jaegerStore } from '../../lab/stores/jaeger-store.ts';
import { type LogStore, MOST_LINES } from '../../lab/stores/log-store.ts';
import { lokiStore } from '../../lab/stores/loki-store.ts';
import { tempoStore } from '../../lab/stores/tempo-store.ts';
import type { TraceStore } from '../../lab/stores/trace-store.ts';
import { victoriaLogsStore } from '../../lab/stores/victoria-logs-store.ts';
import { LOG_CASES } from '../stores/log-cases.ts';
import { type Playing, play, readRecording, replay } from '../stores/replay.ts';
import { TRACE_CASES } from '../stores/trace-cases.ts';

const recordings = { tempo: readRecording('tempo'), loki: readRecording('loki') };
let played: { tempo: Playing; loki: Playing };
before(async () => {
  played = { tempo: await replay(recordings.tempo), loki: await replay(recordings.loki) };
});
after(() => {
  for (const { close } of Object.values(played)) close();
});
const tempo = () => tempoStore(played.tempo.url);
const loki = () => lokiStore(played.loki.url);

describe(`by what Tempo ${recordings.tempo.version} has answered`, () => {
  for (const { when, ask } of TRACE_CASES) test(when, () => ask(tempo(), recordings.tempo.baseMs));
});

describe(`by what Loki ${recordings.loki.version} has answered`, () => {
  for (const { when, ask } of LOG_CASES) test(when, () => ask(loki(), recordings.loki.baseMs));
});

const BROKEN_TRACES: Record<string, (store: TraceStore) => Partial<TraceStore>> = {
  'forgets a span': ({ trace }) => ({ trace: async (id) => (await trace(id)).slice(1) }),
  'has a span twice': ({ trace }) => ({
    trace: async (id) => (await trace(id)).flatMap((one) => [one, one]),
  }),
  'forgets parents': ({ trace }) => ({
    trace: async (id) =>
      (await trace(id)).map(({ span, ...rest }) => ({ ...rest, span: { ...span, parentSpanId: null } })),
  }),
  'forgets resources': ({ trace }) => ({
    trace: async (id) => (await trace(id)).map(({ span }) => ({ span, resource: {} })),
  }),
  'says that it loses lists': () => ({ loses: ['lists'] }),
  'forgets leading zeros': ({ find }) => ({
    find: async (query) => (await find(query)).map((id) => id.replace(/^0+/, '')),
  }),
  'finds nothing': () => ({ find: async () => [] }),
  'says nothing': () => ({ said: async () => '' }),
  ...Object.fromEntries(
    (['service', 'name', 'attributes', 'status', 'longerThanMs'] as const).map((condition) => [
      `forgets the condition ${condition}`,
      ({ find }: TraceStore) => ({
        // What the recording was never asked is asked without the filter: every trace is found.
        find: async (query: Parameters<TraceStore['find']>[0]) => {
          const { [condition]: forgotten, ...rest } = query;
          return forgotten === undefined ? find(query) : find(rest).catch(() => ['of anything']);
        },
      }),
    ]),
  ),
};

const BROKEN_LOGS: Record<string, (store: LogStore) => Partial<LogStore>> = {
  'forgets a line': ({ lines }) => ({ lines: async (query) => (await lines(query)).slice(1) }),
  'gives the newest first': ({ lines }) => ({ lines: async (query) => (await lines(query)).toReversed() }),
  'forgets ids': ({ lines }) => ({
    lines: async (query) => (await lines(query)).map((line) => ({ ...line, traceId: null })),
  }),
  'cuts texts at the end of a line': ({ lines }) => ({
    lines: async (query) =>
      (await lines(query)).map((line) => ({ ...line, body: String(line.body).split('\n')[0] ?? '' })),
  }),
  'names attributes otherwise than it says': () => ({ attributeName: (name) => `x.${name}` }),
  'finds nothing': () => ({ lines: async () => [] }),
  'says nothing': () => ({ said: async () => '' }),
};

describe('with a broken adapter', () => {
  for (const [how, breaks] of Object.entries(BROKEN_TRACES))
    test(`When a trace store ${how}, then a case fails`, async () => {
      const store = { ...tempo(), ...breaks(tempo()) };
      assert.ok(
        await anyFails(
          TRACE_CASES.map(
            ({ ask }) =>
              () =>
                ask(store, recordings.tempo.baseMs),
          ),
        ),
      );
    });
  for (const [how, breaks] of Object.entries(BROKEN_LOGS))
    test(`When a log store ${how}, then a case fails`, async () => {
      const store = { ...loki(), ...breaks(loki()) };
      assert.ok(
        await anyFails(
          LOG_CASES.map(
            ({ ask }) =>
              () =>
                ask(store, recordings.loki.baseMs),
          ),
        ),
      );
    });
});

async function anyFails(asks: (() => Promise<void>)[]): Promise<boolean> {
  const results = await Promise.allSettled(asks.map((ask) => ask()));
  return results.some(
    (result) => result.status === 'rejected' && result.reason instanceof assert.AssertionError,
  );
}

const ADAPTERS = {
  Tempo: (url: string) => () => tempoStore(url).trace('a'.repeat(32)),
  Jaeger: (url: string) => () => jaegerStore(url).trace('a'.repeat(32)),
  Loki: (url: string) => () => lokiStore(url).lines({ sinceMs: 0 }),
  VictoriaLogs: (url: string) => () => victoriaLogsStore(url).lines({ sinceMs: 0 }),
};

for (const [name, asking] of Object.entries(ADAPTERS)) {
  test(`When ${name} is away, then the error names it, and what to type`, async () => {
    await assert.rejects(asking('http://127.0.0.1:1'), (error) => {
      assert.ok(error instanceof LabError);
      assert.match(error.message, new RegExp(`^${name} does not answer at http://127.0.0.1:1`));
      assert.match(error.next.join(), /npx lab logs /);
      return true;
    });
  });
  for (const [what, status, body, says] of [
    ['fails', 500, 'out of memory', 'answered 500 .*out of memory'],
    ['answers something else', 200, '<html>', 'answered .* in a shape that this lab does not know'],
  ] as const)
    test(`When ${name} ${what}, then the error names it`, async (t) => {
      const { url, close } = await play(async (_, response) => void response.writeHead(status).end(body));
      t.after(close);
      await assert.rejects(asking(url), new RegExp(`^LabError: ${name} ${says}`));
    });
}

test('When a store has more lines than one answer may have, then that is said, and none is left out in silence', async (t) => {
  const line = JSON.stringify({ _time: '2026-12-01T00:00:00Z', _msg: 'x', 'service.name': 'x' });
  const body = `${line}\n`.repeat(MOST_LINES);
  const { url, close } = await play(async (_, response) => void response.end(body));
  t.after(close);
  await assert.rejects(victoriaLogsStore(url).lines({ sinceMs: 0 }), /5000 lines or more/);
});
