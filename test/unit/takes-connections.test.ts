import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import { takesConnections } from '../../lab/engine/kind/takes-connections.ts';

async function listen(onConnection: (socket: Socket) => void) {
  const server = createServer(onConnection).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, place: `127.0.0.1:${(server.address() as AddressInfo).port}` };
}

test('When a server keeps a connection, whether it speaks first or waits, then it takes connections', async (t) => {
  for (const greet of [() => {}, (socket: Socket) => socket.write('hello')]) {
    const sockets: Socket[] = [];
    const { server, place } = await listen((socket) => {
      sockets.push(socket);
      greet(socket);
    });
    t.after(() => server.close());
    assert.equal(await takesConnections(place), true);
    for (const socket of sockets) socket.destroy();
  }
});

test('When a connection is accepted and closed at once, because nobody is behind, then it is none', async (t) => {
  const { server, place } = await listen((socket) => socket.destroy());
  t.after(() => server.close());
  assert.equal(await takesConnections(place), false);
});

test('When nobody listens, then no connection is taken', async () => {
  const { server, place } = await listen(() => {});
  server.close();
  await once(server, 'close');
  assert.equal(await takesConnections(place), false);
});
