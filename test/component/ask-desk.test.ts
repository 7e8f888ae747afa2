// What a check asks the desk: a trace that had to make room is not one that nobody has sent.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { askDesk } from '../../lab/stores/ask-desk.ts';
import { aTraceRequest, startDesk } from './desk-process.ts';

const SMALLEST_BYTES = '1048576';
const FIRST = 'a'.repeat(32);

test('When a trace had to make room, then that is the desk’s trouble; one that never came is just not there', async (t) => {
  const desk = await startDesk(t, { DESK_MAX_BYTES: SMALLEST_BYTES });
  await desk.post('traces', aTraceRequest(FIRST, ['first']));
  assert.equal((await askDesk(desk.url).trace(FIRST))?.spans.length, 1);
  const names = Array.from({ length: 200 }, (_, at) => `span ${at}`);
  for (let at = 1; at <= 30; at++)
    await desk.post('traces', aTraceRequest(at.toString(16).padStart(32, '0'), names));
  await assert.rejects(askDesk(desk.url).trace(FIRST), /had to make room/);
  assert.equal(await askDesk(desk.url).trace('b'.repeat(32)), undefined);
});

test('When a store is away, then it is the store that does not answer, and not the desk', async (t) => {
  const away = 'http://127.0.0.1:9'; // the discard port: nobody listens
  const desk = await startDesk(t, { STORES: 'open', TRACE_STORE_URL: away, LOG_STORE_URL: away });
  await desk.post('traces', aTraceRequest(FIRST, ['first']));
  await assert.rejects(askDesk(desk.url).stored(FIRST), /Jaeger does not answer/);
});

test('When the lab stores nothing, then it is said that the full stack does', async (t) => {
  const desk = await startDesk(t, {});
  assert.match((await askDesk(desk.url).stored(FIRST)).says, /npx lab up --full/);
});
