import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { openHome } from '../../lab/engine/local/open-home.ts';
import { isAlive, processIdentity } from '../../lab/engine/local/process/process-identity.ts';
import { explainExit } from '../../lab/engine/local/supervisor/explain-exit.ts';
import { endOrphans, livingOrphans, ProcessTable } from '../../lab/engine/local/supervisor/process-table.ts';
import { RestartPolicy } from '../../lab/engine/local/supervisor/restart-policy.ts';

const folder = mkdtempSync(join(tmpdir(), 'lab-processes-'));
const paths = homePaths(join(folder, 'home'));
openHome(paths);
after(() => rmSync(folder, { recursive: true, force: true }));

function sleeper(): number {
  const { pid } = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], {
    detached: true,
    stdio: 'ignore',
  });
  assert.ok(pid);
  return pid;
}

test('When a supervisor was killed, then exactly its processes are found and ended', async () => {
  const [mine, other] = [sleeper(), sleeper()];
  const otherIdentity = processIdentity(other);
  new ProcessTable(paths).add('orders', mine, 'SIGTERM');
  const orphans = livingOrphans(paths);
  assert.deepEqual(
    orphans.map(({ pid }) => pid),
    [mine],
  );
  assert.deepEqual(await endOrphans(orphans), []);
  assert.equal(processIdentity(mine), undefined);
  assert.ok(otherIdentity && isAlive(otherIdentity));
  process.kill(other, 'SIGKILL');
});

test('When a pid on disk belongs to another process by now, then that one is left alone', () => {
  const entry = { name: 'orders', pid: process.pid, startedAt: 'another time', stopSignal: 'SIGKILL' };
  writeFileSync(paths.processes, JSON.stringify([entry]));
  assert.deepEqual(livingOrphans(paths), []);
});

test('When a service ends with an error, then its first error and its place are told in one line', () => {
  const log = paths.log('orders');
  const file = new URL('../../services/orders/main.ts', import.meta.url).href;
  const earlier = 'TypeError: of an earlier start\n';
  writeFileSync(log, `${earlier}${file}:12\n  oops(\n\nSyntaxError: missing )\n    at x\n\nNode.js v24\n`);
  const told = explainExit({ code: 1, signal: null }, log, earlier.length);
  assert.equal(told, 'exited with code 1: SyntaxError: missing ) (services/orders/main.ts:12)');
});

test('When an error ends with a colon, then what follows is told too', () => {
  const log = paths.log('collector');
  writeFileSync(
    log,
    "Error: cannot unmarshal: error(s):\n\n'processors' error(s):\n\nhas invalid keys: x\nmore\n",
  );
  const told = explainExit({ code: 1, signal: null }, log, 0);
  assert.equal(
    told,
    "exited with code 1: Error: cannot unmarshal: error(s): 'processors' error(s): has invalid keys: x",
  );
});

test('When a process crashes again and again, then the waits double up to 5 s and start anew after 30 s of health', () => {
  const policy = new RestartPolicy(false);
  const waits = [0, 0, 0, 0, 0, 0, 0].map((readyMs) => policy.afterEnd({ readyMs, byItself: true }));
  assert.deepEqual(waits, [200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
  assert.equal(policy.afterEnd({ readyMs: 30_000, byItself: true }), 200);
});

test('When a service fails twice by itself before it is ready, then only a save starts it again; when killed, a wait does', () => {
  const policy = new RestartPolicy(true);
  const killed = [1, 2, 3].map(() => policy.afterEnd({ readyMs: 0, byItself: false }));
  assert.deepEqual(killed, [200, 400, 800]);
  const broken = [1, 2].map(() => policy.afterEnd({ readyMs: 0, byItself: true }));
  assert.deepEqual(broken, [1_600, 'give up']);
  policy.reset();
  assert.equal(policy.afterEnd({ readyMs: 0, byItself: true }), 200);
});

test('When a start fails because its port is taken, then it is excused, but not for ever', () => {
  const policy = new RestartPolicy(true);
  const crowdedOut = () => policy.afterEnd({ readyMs: 0, byItself: true, crowdedOut: true });
  const waits = [1, 2, 3, 4, 5, 6].map(crowdedOut);
  assert.ok(!waits.includes('give up'), String(waits));
  assert.equal(crowdedOut(), 'give up');
});
