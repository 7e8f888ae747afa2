// What people do to a lab, by its commands: each mishap is named by `lab doctor`, and the next command puts it right.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { localEngine } from '../../lab/engine/local/local-engine.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { findSupervisor } from '../../lab/engine/local/supervisor-client.ts';
import { portsOfItsOwn } from '../ports-of-its-own.ts';

const LIMIT_MS = 120_000;
const folder = mkdtempSync(join(tmpdir(), 'lab mishaps '));
const home = join(folder, 'home');
const paths = homePaths(home);
portsOfItsOwn(home);
const engine = localEngine(home);
const squatters: Server[] = [];

after(async () => {
  for (const squatter of squatters) squatter.close();
  await engine.down({ purge: true });
  rmSync(folder, { recursive: true, force: true });
});

test('When nothing runs, then doctor is content, and commands that need the lab say how to start it', async () => {
  assert.match((await lab('doctor')).said, /not running/);
  for (const command of ['checkout', `trace ${'a'.repeat(32)}`]) {
    const { code, said } = await lab(...command.split(' '));
    assert.equal(code, 3, command);
    assert.match(said, /The lab is not running[\s\S]*npx lab up/, command);
  }
});

test('When `down` comes while the lab starts, then `up` says so, and nothing stays', async () => {
  const up = await startingUp();
  assert.equal((await lab('down')).code, 0);
  const { code, said } = await up.ended;
  assert.equal(code, 3);
  assert.match(said, /stopped \(`lab down`\) while it was starting/);
  assert.match((await lab('doctor')).said, /✓ lab +not running/);
});

test('When Ctrl-C comes while the lab starts, then what was started is stopped, and the exit code is 130', async () => {
  const up = await startingUp();
  up.child.kill('SIGINT');
  const { code, said } = await up.ended;
  assert.equal(code, 130);
  assert.match(said, /what had been started is stopped again/);
  assert.equal((await engine.status()).phase, 'stopped');
});

test('When the CLI is killed by SIGKILL while the lab starts, then doctor tells, and the next `up` joins it', async () => {
  const up = await startingUp();
  up.child.kill('SIGKILL');
  assert.match((await lab('doctor')).said, /! lab +starting/);
  assert.equal((await lab('up')).code, 0);
  assert.match((await lab('up')).said, /already running/);
});

test('When a service has crashed, then doctor names it until it is back', async () => {
  // Each time it takes longer to come back, until even a slow doctor sees it.
  const named = async () => {
    await engine.kill('payments-worker', 'SIGKILL');
    return /payments-worker is (restarting|starting|unready)/.test((await lab('doctor')).said);
  };
  assert.ok(await waitUntil(named, 60_000, 0));
  assert.ok(await waitUntil(async () => (await lab('doctor')).code === 0, 30_000));
});

test('When the supervisor is killed, then doctor names what runs unwatched, and `down` ends it', async () => {
  const supervisor = findSupervisor(paths);
  assert.ok(supervisor);
  process.kill(supervisor.identity.pid, 'SIGKILL');
  const { code, said } = await lab('doctor');
  assert.equal(code, 3);
  assert.match(said, /its supervisor was killed; still running unwatched: .*orders \(pid \d+\)/);
  assert.match((await lab('down')).said, /Ended \d+ processes that a killed supervisor had left/);
});

test('When a stale pid file lies there and ports were taken meanwhile, then doctor names both, and `up` moves', async () => {
  const dead = spawnSync('true').pid;
  const stale = { pid: dead, startedAt: '1', port: 1, token: 'x' };
  writeFileSync(paths.supervisor, JSON.stringify(stale));
  const port = await squat('storefront');
  const { said } = await lab('doctor');
  assert.match(said, /! lab +not running; a killed supervisor has left .*supervisor\.json/);
  assert.match(said, new RegExp(`${port} \\(the shop\\) is taken by `));
  const up = await lab('up');
  assert.equal(up.code, 0, up.said);
  assert.match(up.said, new RegExp(`${port} is taken \\(by .*\\): the shop is on \\d+`));
  await lab('down');
});

test('When a port is asked for that somebody has, then doctor and `up` say who, and what to do', async () => {
  const wish = { LAB_PORT_ORDERS: String(await squat('orders')) };
  const doctor = await lab('doctor', wish);
  assert.equal(doctor.code, 3);
  assert.match(doctor.said, /is taken by .*, and LAB_PORT_ORDERS asks for it/);
  const up = await lab('up', wish);
  assert.equal(up.code, 3);
  assert.match(up.said, /LAB_PORT_ORDERS: \d+ is taken[\s\S]*choose another port/);
  assert.match((await lab('up', { LAB_PORT_ORDERS: 'http' })).said, /a whole number from 1 to 65535/);
});

type Ended = { code: number | null; said: string };

function start(words: Array<string | NodeJS.ProcessEnv>): { child: ChildProcess; ended: Promise<Ended> } {
  const args = words.filter((word) => typeof word === 'string');
  const env = Object.assign(
    { ...process.env, LAB_HOME: home, LAB_ENGINE: 'local', NO_COLOR: '1' },
    ...words.slice(args.length),
  );
  const child = spawn(process.execPath, [join(import.meta.dirname, '../../lab/lab.js'), ...args], { env });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return { child, ended: once(child, 'close').then(([code]) => ({ code, said })) };
}

/** Runs one command to its end; an object at the end of the words is added to its environment. */
async function lab(...words: Array<string | NodeJS.ProcessEnv>): Promise<Ended> {
  return start(words).ended;
}

/** An `up` that has said its first word. */
async function startingUp() {
  const up = start(['up']);
  await once(up.child.stderr as NodeJS.ReadableStream, 'data', { signal: AbortSignal.timeout(LIMIT_MS) });
  return up;
}

/** Takes the port that a stopped part would like to have again. */
async function squat(name: string): Promise<number> {
  const port = Number(JSON.parse(readFileSync(paths.ports, 'utf8'))[name]);
  const squatter = createServer();
  squatters.push(squatter.listen(port, '127.0.0.1'));
  await once(squatter, 'listening');
  return port;
}
