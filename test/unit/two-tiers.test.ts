// The Collector of the local engine as an agent and two gateways, which are one part of the lab.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { test } from 'node:test';
import type { LabContext } from '../../lab/engine/local/lab-context.ts';
import { twoTiers } from '../../lab/engine/local/parts/two-tiers.ts';

const PARTS = join(import.meta.dirname, '../../lab/engine/local/parts');
const PORTS: Record<string, number> = {
  ...{ 'collector-gateway-0': 1, 'collector-gateway-1': 2 },
  ...{ 'collector-metrics': 3, 'collector-metrics-1': 4 },
};
const context = {
  ports: { get: (name: string) => PORTS[name] },
  paths: { data: (name: string) => `/data/${name}` },
} as unknown as LabContext;
const one = {
  file: 'otelcol-contrib',
  args: ['--config', 'pipelines.yaml', '--config', 'overlay.yaml'],
  env: {},
  cwd: '/data/collector',
};

type Started = { args: string[]; env: Record<string, string> };

test('When there are two tiers, then the agent knows both gateways, and these have nothing in common but their files', () => {
  const [agent, ...gateways] = twoTiers(context, one) as unknown as [Started, ...Started[]];
  assert.equal(agent.env.GATEWAYS, '{ static: { hostnames: ["127.0.0.1:1", "127.0.0.1:2"] } }');
  assert.match(agent.args.join(' '), /receive\.yaml --config [^:]+agent\.yaml$/);
  assert.deepEqual(
    gateways.map(({ env }) => [env.OTLP_GRPC_ENDPOINT, env.METRICS_PORT, env.QUEUE_DIRECTORY]),
    [
      ['127.0.0.1:1', '3', '/data/collector/collector-gateway-0'],
      ['127.0.0.1:2', '4', '/data/collector/collector-gateway-1'],
    ],
  );
  for (const gateway of gateways)
    assert.match(gateway.args.join(' '), /pipelines\.yaml --config .+gateway\.yaml --config overlay\.yaml$/);
});

test('When one of the processes ends, then all end, with its exit code', async () => {
  const lasting = { file: process.execPath, args: ['-e', 'setInterval(() => {}, 1_000)'], env: {} };
  const ending = { file: process.execPath, args: ['-e', 'process.exit(7)'], env: {} };
  const [code] = await run([lasting, ending, lasting]);
  assert.equal(code, 7);
});

async function run(processes: object[]): Promise<[number | null]> {
  const child = spawn(process.execPath, [join(PARTS, 'run-together.ts'), JSON.stringify(processes)]);
  return (await once(child, 'exit')) as [number | null];
}
