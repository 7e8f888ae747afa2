import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect } from 'node:net';
import path from 'node:path';
import { after, test } from 'node:test';
import type { TraceSummary } from '../../lab/desk/trace-views.ts';
import { aTraceRequest, startDesk } from './desk-process.ts';

const desk = await startDesk({ after });

test('When a page listens to one trace, then it hears that it is absent, then its growth, and nothing of others', async () => {
  const wanted = 'd4'.repeat(16);
  const events = await listen(`/api/events?traceId=${wanted}`);
  assert.match(await events.next('absent'), /trace-unknown/);
  await desk.post('traces', aTraceRequest('e5'.repeat(16), ['other']));
  await events.next('status');
  assert.deepEqual([events.count('absent'), events.count('trace')], [1, 0]);
  await desk.post('traces', aTraceRequest(wanted, ['mine', 'mine too']));
  const summary = JSON.parse(await events.next('trace')) as TraceSummary;
  assert.deepEqual([summary.traceId, summary.spanCount], [wanted, 2]);
  events.close();
});

test('When the list listens, then a burst on one trace comes as one event, and counts follow', async () => {
  const events = await listen('/api/events');
  await events.next('status');
  for (let burst = 0; burst < 5; burst += 1)
    await desk.post('traces', aTraceRequest('f6'.repeat(16), ['a', 'b'].slice(0, burst + 1)));
  const first = JSON.parse(await events.next('trace')) as TraceSummary;
  assert.equal(first.traceId, 'f6'.repeat(16));
  assert.ok(events.count('trace') <= 2);
  events.close();
});

test('When two desks want one port, then the second says so in one line and exits 1', async () => {
  const port = new URL(desk.url).port;
  const second = spawnSync(process.execPath, ['lab/desk/main.ts'], {
    env: { PATH: process.env.PATH, PORT: port },
    encoding: 'utf8',
    cwd: path.join(import.meta.dirname, '../..'),
  });
  assert.equal(second.status, 1);
  assert.match(second.stderr, /^Port \d+ is taken: .*\n$/);
});

test('When SIGTERM comes while a page listens, then the desk exits 0 and the stream ends', async (t) => {
  const own = await startDesk(t);
  const stream = await fetch(`${own.url}/api/events`);
  own.child.kill('SIGTERM');
  const [code] = await once(own.child, 'exit', { signal: AbortSignal.timeout(5000) });
  assert.equal(code, 0);
  await stream.text().catch(() => 'cut off');
});

/** Reads server-sent events; `next` resolves with the data of the next event of that name. */
async function listen(address: string) {
  const socket = connect(Number(new URL(desk.url).port), '127.0.0.1').setEncoding('utf8');
  socket.write(`GET ${address} HTTP/1.1\r\nHost: localhost\r\n\r\n`);
  let text = '';
  let read = 0;
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const next = async (name: string): Promise<string> => {
    for (;;) {
      const event = new RegExp(`event: ${name}\\ndata: (.*)\\n`, 'g');
      event.lastIndex = read;
      const match = event.exec(text);
      if (match) {
        read = event.lastIndex;
        return match[1] ?? '';
      }
      await once(socket, 'data', { signal: AbortSignal.timeout(5000) });
    }
  };
  return {
    next,
    count: (name: string) => text.split(`event: ${name}\n`).length - 1,
    close: () => socket.destroy(),
  };
}
