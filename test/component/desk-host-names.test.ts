// The desk as in a container: it listens on every address, and still answers only this machine and the Collector.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { after, test } from 'node:test';
import { startDesk } from './desk-process.ts';

const desk = await startDesk({ after }, { LISTEN_HOST: '0.0.0.0', HOST_NAMES: 'desk' });

for (const [host, code] of [
  ['127.0.0.1:8090', 200],
  ['desk:8090', 200],
  ['desk.evil.example', 403],
  ['evil.example:8090', 403],
] as const) {
  test(`When the desk listens on every address and the Host header is ${host}, then the answer is ${code}`, async () => {
    const { port } = new URL(desk.url);
    const get = request({ port, host: '127.0.0.1', path: '/api/status', headers: { Host: host } });
    const [response] = await once(get.end(), 'response', { signal: AbortSignal.timeout(5_000) });
    assert.equal(response.resume().statusCode, code);
  });
}
