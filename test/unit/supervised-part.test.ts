import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { openHome } from '../../lab/engine/local/open-home.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { ProcessTable } from '../../lab/engine/local/supervisor/process-table.ts';
import { SupervisedPart } from '../../lab/engine/local/supervisor/supervised-part.ts';

const SLOW_TO_LISTEN = `
  const server = require('node:http').createServer((request, response) => response.end(String(process.pid)));
  server.on('error', () => process.exit(1));
  setTimeout(() => server.listen(Number(process.env.PORT), '127.0.0.1'), 500);
`;
const TELLS_OF_ITS_PORT = `
  const server = require('node:http').createServer((request, response) => response.end());
  server.on('error', ({ message }) => {
    console.error('Error: ' + message);
    process.exit(1);
  });
  server.listen(Number(process.env.PORT), '127.0.0.1');
`;

type Wishes = {
  script: string;
  port: () => number;
  watches: string[];
  probe: () => Promise<string | null>;
  movePorts: () => Promise<boolean>;
};

/** A part that runs `script`, until the test is over. */
function aPart(t: TestContext, { script, port, watches, probe, movePorts }: Wishes): SupervisedPart {
  const folder = mkdtempSync(join(tmpdir(), 'lab-part-'));
  const paths = homePaths(join(folder, 'home'));
  openHome(paths);
  const part = new SupervisedPart(
    {
      name: 'desk',
      ports: ['desk'],
      uses: [],
      after: [],
      watches,
      prepareLimitMs: 1_000,
      startLimitMs: 5_000,
      stopSignal: 'SIGTERM',
      stopLimitMs: 2_000,
      prepare: async () => {},
      command: () => ({
        file: process.execPath,
        args: ['-e', script],
        env: { PORT: String(port()) },
        cwd: folder,
      }),
      probe,
      address: () => `http://127.0.0.1:${port()}`,
      version: () => null,
    },
    {
      logFile: join(folder, 'part.log'),
      table: new ProcessTable(paths),
      awaitEarlierParts: async () => {},
      releasePorts: async () => {},
      movePorts,
    },
  );
  t.after(async () => {
    await part.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return part;
}

/** Somebody else at a free port. */
async function aThief(t: TestContext): Promise<{ thief: Server; port: number }> {
  const thief = createServer((_request, response) => response.end('somebody else'));
  await new Promise<void>((resolve) => thief.listen(0, '127.0.0.1', resolve));
  t.after(() => void thief.close());
  return { thief, port: (thief.address() as AddressInfo).port };
}

test('When somebody else answers at the port of a part, then the part moves, though it looked ready', async (t) => {
  let { port } = await aThief(t);
  const ask = async () => (await fetch(`http://127.0.0.1:${port}`)).text();
  const part = aPart(t, {
    script: SLOW_TO_LISTEN,
    port: () => port,
    watches: [],
    probe: () => ask().then(() => null),
    movePorts: async () => {
      const free = createServer();
      await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
      port = (free.address() as AddressInfo).port;
      await new Promise((resolve) => free.close(resolve));
      return true;
    },
  });
  part.start();
  assert.ok(await waitUntil(() => part.state === 'ready', 5_000), 'the thief answers');
  const isItself = () =>
    ask().then(
      (pid) => pid === String(part.pid),
      () => false,
    );
  assert.ok(await waitUntil(isItself, 10_000), `${part.state}: ${part.lastExit}`);
});

test('When somebody has the port of a part for a while, and lets go of it, then the part is not given up', async (t) => {
  const { thief, port } = await aThief(t);
  const part = aPart(t, {
    script: TELLS_OF_ITS_PORT,
    port: () => port,
    watches: ['what a learner may mend'],
    probe: async () => (thief.listening ? 'its port is taken' : null),
    // It is free again whenever we ask.
    movePorts: async () => false,
  });
  part.start();
  assert.ok(await waitUntil(() => part.restarts >= 3, 20_000), `${part.state}: ${part.lastExit}`);
  await new Promise((resolve) => thief.close(resolve));
  assert.ok(await waitUntil(() => part.state === 'ready', 20_000), `${part.state}: ${part.lastExit}`);
});
