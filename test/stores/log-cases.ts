// What every LogStore must do, asked of whichever store has been sent the made-up telemetry.
import assert from 'node:assert/strict';
import type { LogQuery, LogStore } from '../../lab/stores/log-store.ts';
import { HOSTILE, LEAD_MS, LINES, OLD_MS, TRACES } from './made-up-telemetry.ts';

/** A case: throws an AssertionError where the store does not do it. `baseMs`: when the telemetry was begun. */
export type LogCase = { when: string; ask: (store: LogStore, baseMs: number) => Promise<void> };

const around = (baseMs: number) => ({ sinceMs: baseMs - LEAD_MS, untilMs: baseMs + LEAD_MS });

/** Finds exactly the lines with these texts, oldest first. */
function finds(when: string, query: Omit<LogQuery, 'sinceMs'>, bodies: string[]): LogCase {
  return {
    when: `${when}, then it finds ${bodies.length} lines`,
    ask: async (store, baseMs) => {
      const found = await store.lines({ ...around(baseMs), ...query });
      assert.deepEqual(
        found.map(({ body }) => body),
        bodies,
      );
    },
  };
}

export const LOG_CASES: LogCase[] = [
  {
    when: 'When a line is asked for, then it comes back as it was sent: text, time, severity, ids, service, attributes',
    ask: async (store, baseMs) => {
      const [line, ...others] = await store.lines({
        ...around(baseMs),
        service: 'made-up-shop',
        text: 'made-up order accepted',
      });
      const [sent] = LINES;
      assert.ok(line && sent);
      assert.deepEqual(others, []);
      const { attributes, ...known } = line;
      assert.deepEqual(known, {
        timeMs: baseMs + sent.atMs,
        service: sent.service,
        severity: sent.severity,
        body: sent.body,
        traceId: sent.trace,
        spanId: sent.span,
      });
      assert.equal(attributes[store.attributeName('order.id')], 'a-1');
      assert.equal(attributes[store.attributeName('repeated')], 'false');
    },
  },
  finds('When a trace is named', { traceIds: [TRACES.whole] }, ['money taken', 'made-up order accepted']),
  finds('When several traces are named', { traceIds: [TRACES.slow, TRACES.whole, TRACES.unknown] }, [
    'money taken',
    'made-up order accepted',
    'money taken',
  ]),
  finds('When no trace is named in the list', { traceIds: [] }, []),
  finds('When an unknown trace is named', { traceIds: [TRACES.unknown] }, []),
  finds('When a service is named', { service: 'made-up-shop' }, [
    'made-up order accepted',
    'first line\nsecond line',
  ]),
  finds('When an attribute is named', { attributes: { 'order.id': 'b-2' } }, ['money taken']),
  finds('When an attribute of another value is named', { attributes: { 'order.id': 'b' } }, []),
  finds('When a trace and a service are named', { traceIds: [TRACES.whole], service: 'made-up-bank' }, [
    'money taken',
  ]),
  finds('When a part of a text is named', { text: 'made-up order accep' }, ['made-up order accepted']),
  finds('When a text is named that no line has', { text: 'no such line' }, []),
  finds('When a text would mean something in a pattern', { text: HOSTILE.text }, [HOSTILE.text]),
  finds('When a part of it would', { text: '(really?) [a-z]+' }, [HOSTILE.text]),
  finds('When a value would end the query', { attributes: { note: HOSTILE.value } }, [HOSTILE.text]),
  finds('When a service has an odd name', { service: HOSTILE.service }, ['from an odd place']),
  finds('When a text goes over two lines', { traceIds: [TRACES.quick] }, ['first line\nsecond line']),
  {
    when: 'When the time is longer, then it finds what is older, and else it does not',
    ask: async (store, baseMs) => {
      const query = { traceIds: [TRACES.old], untilMs: baseMs + LEAD_MS };
      assert.deepEqual(await store.lines({ ...query, sinceMs: baseMs - LEAD_MS }), []);
      assert.equal((await store.lines({ ...query, sinceMs: baseMs - OLD_MS - LEAD_MS })).length, 1);
    },
  },
  {
    when: 'When a time has an end, then what comes after it is not found',
    ask: async (store, baseMs) => {
      const traceIds = [TRACES.whole, TRACES.slow];
      const found = await store.lines({ traceIds, sinceMs: baseMs - LEAD_MS, untilMs: baseMs + 1_000 });
      assert.deepEqual(
        found.map(({ body }) => body),
        ['money taken', 'made-up order accepted'],
      );
    },
  },
  {
    when: 'When it is asked what it says to a query, then the texts of the lines are there',
    ask: async (store, baseMs) => {
      const said = await store.said({ ...around(baseMs), traceIds: [TRACES.whole] });
      for (const text of ['made-up order accepted', 'money taken', 'a-1'])
        assert.ok(said.includes(text), text);
    },
  },
];
