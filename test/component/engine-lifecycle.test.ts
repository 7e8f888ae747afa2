// One lab of its own, beside the learner's, through everything that may happen to it.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import type { Metric } from '../../lab/desk/telemetry-types.ts';
import { BASE_PART_NAMES, type PartName } from '../../lab/engine/engine.ts';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { localEngine } from '../../lab/engine/local/local-engine.ts';
import { isPortFree } from '../../lab/engine/local/ports/loopback-port.ts';
import { outsideFolder } from '../../lab/engine/local/postgres/postgres-place.ts';
import { isAlive } from '../../lab/engine/local/process/process-identity.ts';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { livingOrphans } from '../../lab/engine/local/supervisor/process-table.ts';
import { findSupervisor } from '../../lab/engine/local/supervisor-client.ts';
import { portsOfItsOwn } from '../ports-of-its-own.ts';

const UP_LIMIT_MS = 120_000;
const RECOVERY_LIMIT_MS = 30_000;

const PROCESSES: ReadonlySet<string> = new Set([...BASE_PART_NAMES, 'epmd']);

const folder = mkdtempSync(join(tmpdir(), 'lab engine '));
const home = join(folder, 'home');
const paths = homePaths(home);
portsOfItsOwn(home);
const engine = localEngine(home);

after(async () => {
  await engine.down({ purge: true });
  rmSync(folder, { recursive: true, force: true });
});

async function part(name: PartName) {
  const found = (await engine.status()).parts.find((candidate) => candidate.name === name);
  assert.ok(found);
  return found;
}

// How often each part was started again so far.
async function restartsSoFar(): Promise<Map<string, number>> {
  return new Map((await engine.status()).parts.map(({ name, restarts }) => [name, restarts]));
}

async function areAllReady(): Promise<boolean> {
  return (await engine.status()).parts.every(({ state }) => state === 'ready');
}

async function killSupervisor(): Promise<void> {
  const supervisor = findSupervisor(paths);
  assert.ok(supervisor);
  process.kill(supervisor.identity.pid, 'SIGKILL');
  assert.ok(await waitUntil(() => !isAlive(supervisor.identity), 5_000));
}

test('When two `up` run at once, then both report the same lab, and every part is ready', {
  timeout: UP_LIMIT_MS,
}, async () => {
  const [one, other] = await Promise.all([engine.up(), localEngine(home).up()]);
  assert.deepEqual(one.addresses, other.addresses);
  const { phase, parts } = await engine.status();
  assert.equal(phase, 'running');
  assert.deepEqual(new Set(parts.map(({ state }) => state)), new Set(['ready']));
});

test('When the lab runs, then another `up` changes nothing', async () => {
  const before = (await engine.status()).parts.map(({ pid }) => pid);
  const { started, seconds } = await engine.up();
  assert.equal(started, false);
  assert.ok(seconds < 5, `took ${seconds} s`);
  assert.deepEqual(
    (await engine.status()).parts.map(({ pid }) => pid),
    before,
  );
});

test('When the lab has booted and idles, then metrics come, and not one span', async () => {
  const { desk } = await engine.addresses();
  const ask = async (path: string) => (await fetch(`${desk}${path}`)).json();
  const sinceMs = Date.now();
  const measured = async () => {
    const { metrics }: { metrics: Metric[] } = await ask('/api/metrics');
    const fresh = metrics.filter(({ points }) => points.some(({ timeMs }) => timeMs > sinceMs));
    return new Set(fresh.map(({ service }) => service)).size === 3;
  };
  assert.ok(await waitUntil(measured, RECOVERY_LIMIT_MS));
  assert.equal((await ask('/api/status')).received.spans, 0);
});

for (const name of ['payments-worker', 'postgres'] as const) {
  test(`When ${name} is killed, then it alone is restarted, and all is ready again`, async () => {
    const { pid } = await part(name);
    const before = await restartsSoFar();
    await engine.kill(name, 'SIGKILL');
    const recovered = async () => (await part(name)).state === 'ready' && (await part(name)).pid !== pid;
    assert.ok(await waitUntil(recovered, RECOVERY_LIMIT_MS), JSON.stringify(await part(name)));
    assert.match((await part(name)).lastExit ?? '', /SIGKILL|shared memory/);
    assert.ok(await waitUntil(areAllReady, RECOVERY_LIMIT_MS));
    const after = await restartsSoFar();
    const restarted = [...after].filter(([other, restarts]) => restarts > (before.get(other) ?? 0));
    assert.deepEqual(
      restarted.map(([other]) => other),
      [name],
    );
  });
}

test('When a part is held stopped, then it stays so until it is started', async () => {
  await engine.stop('payment-gateway');
  const stopped = await part('payment-gateway');
  assert.deepEqual([stopped.state, stopped.pid], ['stopped', null]);
  await engine.start('payment-gateway');
  assert.ok(
    await waitUntil(async () => (await part('payment-gateway')).state === 'ready', RECOVERY_LIMIT_MS),
  );
});

test('When the supervisor is killed, then status says so and `up` replaces exactly its processes', {
  timeout: UP_LIMIT_MS,
}, async () => {
  assert.ok(await waitUntil(areAllReady, RECOVERY_LIMIT_MS));
  await killSupervisor();
  assert.equal((await engine.status()).phase, 'lost');
  const orphans = livingOrphans(paths);
  assert.deepEqual(new Set(orphans.map(({ name }) => name)), PROCESSES);
  await engine.up();
  assert.deepEqual(orphans.filter(isAlive), []);
  assert.equal((await engine.status()).phase, 'running');
});

test('When the supervisor is killed, then `down` leaves no process, port or lock', async () => {
  await killSupervisor();
  const { orphansEnded } = await engine.down();
  assert.equal(orphansEnded, PROCESSES.size);
  assert.deepEqual(livingOrphans(paths), []);
  assert.deepEqual([paths.claim, paths.supervisor, paths.processes].filter(existsSync), []);
  const ports = Object.values<number>(JSON.parse(readFileSync(paths.ports, 'utf8')));
  for (const port of ports) assert.ok(await isPortFree(port), `port ${port} is still taken`);
});

test('When nothing runs, then `down` says so, and with purge nothing of the lab stays on disk', async () => {
  assert.deepEqual(await engine.down(), { stopped: [], orphansEnded: 0, removed: [], kept: [] });
  await engine.down({ purge: true });
  assert.deepEqual([home, outsideFolder(paths)].filter(existsSync), []);
});
