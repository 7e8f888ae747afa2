// A copy of the repository with a lab of its own: what is saved there, and what its active chapter wants.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { driveCheckout } from '../../lab/checkout/drive-checkout.ts';
import type { Engine, PartName } from '../../lab/engine/engine.ts';
import { LabError } from '../../lab/engine/lab-error.ts';
import { scratchClone } from '../scratch-clone.ts';

const LIMIT_MS = 120_000;

const clone = scratchClone('lab apply ');
const health = clone.path('services/shared/health.ts');
const orders = clone.path('services/orders/app.ts');
const learner = clone.path('.lab/learner');
const nodeOptions = process.env.NODE_OPTIONS;
let engine: Engine;

before(async () => {
  process.env.NODE_OPTIONS = '--no-deprecation';
  engine = await clone.engine('local');
  await engine.up();
  // A learner's edit that tells what the process was started with.
  edit(health, "status: 'alive'", "status: 'alive', environment: process.env");
  await engine.apply(['orders', 'payments-worker']);
});

after(async () => {
  if (nodeOptions === undefined) delete process.env.NODE_OPTIONS;
  else process.env.NODE_OPTIONS = nodeOptions;
  await engine?.down({ purge: true });
  clone.remove();
});

function edit(file: string, from: string, to: string): void {
  const text = readFileSync(file, 'utf8');
  assert.ok(text.includes(from), `${file} does not have ${from}`);
  writeFileSync(file, text.replace(from, to));
}

async function healthOf(name: 'orders' | 'payments-worker') {
  const response = await fetch(`${(await engine.addresses())[name]}/healthz`);
  return (await response.json()) as { uptimeSeconds: number; environment: NodeJS.ProcessEnv };
}

async function part(name: PartName) {
  const found = (await engine.status()).parts.find((candidate) => candidate.name === name);
  assert.ok(found);
  return found;
}

test('When a file was saved and its service applied, then it runs what was saved, and is ready', async () => {
  const { uptimeSeconds, environment } = await healthOf('orders');
  assert.equal(environment.OTEL_SERVICE_NAME, 'orders');
  assert.ok(uptimeSeconds > 0 && uptimeSeconds < LIMIT_MS / 1_000, `${uptimeSeconds} s`);
  assert.equal((await part('orders')).state, 'ready');
});

test("When a chapter has variables, then traced services start with them; name and addresses stay the lab's", async () => {
  const before = (await healthOf('payments-worker')).environment;
  writeFileSync(
    clone.path('.lab/chapter.env'),
    [
      'GATEWAY_TIMEOUT_MS=777',
      'OTEL_BSP_SCHEDULE_DELAY=333',
      'OTEL_SERVICE_NAME=somebody-else',
      'OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:9',
      'PORT=9',
      'NODE_OPTIONS="--no-warnings"',
    ].join('\n'),
  );
  await engine.apply(['payments-worker']);
  const { environment } = await healthOf('payments-worker');
  assert.deepEqual(changed(before, environment), {
    GATEWAY_TIMEOUT_MS: '777',
    OTEL_BSP_SCHEDULE_DELAY: '333',
    NODE_OPTIONS: '--no-deprecation --no-warnings',
  });
  // Whoever was not applied goes on as before.
  assert.equal((await healthOf('orders')).environment.GATEWAY_TIMEOUT_MS, undefined);
});

test('When the chapter is over, then the next start is as before', async () => {
  rmSync(clone.path('.lab/chapter.env'));
  await engine.apply(['payments-worker']);
  const { environment } = await healthOf('payments-worker');
  assert.deepEqual(
    [environment.GATEWAY_TIMEOUT_MS, environment.OTEL_BSP_SCHEDULE_DELAY, environment.NODE_OPTIONS],
    [undefined, '200', '--no-deprecation'],
  );
  assert.equal((await driveCheckout((await engine.addresses()).storefront)).outcome, 'paid');
});

test('When what was saved is broken, then apply names the part and the error; mended, it is ready again', async () => {
  edit(orders, 'import ', 'impart ');
  await assert.rejects(engine.apply(['orders']), (error) => {
    assert.ok(error instanceof Error && error.constructor.name === LabError.name);
    assert.match(
      error.message,
      /^orders does not start: .*SyntaxError.*: .*\(services\/orders\/app\.ts:\d+\)$/,
    );
    return true;
  });
  edit(orders, 'impart ', 'import ');
  await engine.apply(['orders']);
  assert.equal((await driveCheckout((await engine.addresses()).storefront)).outcome, 'paid');
});

test('When a part was held stopped, then applying it starts it', async () => {
  await engine.stop('payment-gateway');
  await engine.apply(['payment-gateway']);
  assert.equal((await part('payment-gateway')).state, 'ready');
});

test('When a part is not of this lab, then apply says so', async () => {
  await assert.rejects(engine.apply(['collector']), /has no collector/);
  assert.equal((await engine.status()).sampling, null);
});

test('When the lab is purged, then what the learner wrote stays, and is named', { timeout: LIMIT_MS }, () => {
  mkdirSync(learner, { recursive: true });
  writeFileSync(`${learner}/progress.json`, '{}');
  writeFileSync(clone.path('.lab/chapter.env'), 'SAMPLING=head\n');
  const cli = [clone.path('lab/cli.ts'), 'down', '--purge'];
  const env = { ...process.env, LAB_HOME: '' };
  const { status, stdout } = spawnSync(process.execPath, cli, { cwd: clone.folder, env, encoding: 'utf8' });
  assert.equal(status, 0, stdout);
  assert.match(stdout, new RegExp(`Kept ${learner}: what you wrote`));
  assert.equal(readFileSync(`${learner}/progress.json`, 'utf8'), '{}');
  assert.deepEqual(
    ['chapter.env', 'logs', 'ports.json', 'run'].filter((name) => existsSync(clone.path('.lab', name))),
    ['chapter.env'],
  );
});

function changed(before: NodeJS.ProcessEnv, now: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(now).filter(([name, value]) => before[name] !== value));
}
