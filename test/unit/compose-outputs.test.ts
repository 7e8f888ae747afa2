// What Docker really answered (test/compose/recorded), and what the lab makes of it.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { addressesOf } from '../../lab/engine/compose/bring-up.ts';
import { containerAddress } from '../../lab/engine/compose/container-address.ts';
import { describeContainer } from '../../lab/engine/compose/describe-container.ts';
import { explainFailure } from '../../lab/engine/compose/explain-failure.ts';
import { parseContainers } from '../../lab/engine/compose/inspect-containers.ts';
import { parseStats } from '../../lab/engine/compose/memory-of-containers.ts';
import { builtServices, neededImages } from '../../lab/engine/compose/needed-images.ts';
import { containerAmong } from '../../lab/engine/compose/require-container.ts';
import { samplingOf } from '../../lab/engine/compose/sampling-of.ts';
import type { PartName } from '../../lab/engine/engine.ts';
import { LabError } from '../../lab/engine/lab-error.ts';

const recorded = (file: string) =>
  readFileSync(join(import.meta.dirname, '../compose/recorded', file), 'utf8');
const containers = parseContainers(recorded('inspect.json'));
const stateOf = (name: PartName) => describeContainer(name, containers.get(name)).state;
const container = (name: PartName) => {
  const found = containers.get(name);
  assert.ok(found);
  return structuredClone(found);
};

test('When a container is healthy, unhealthy, stopped or absent, then the part is ready, unready, or stopped', () => {
  assert.deepEqual((['postgres', 'orders', 'loki', 'desk'] as const).map(stateOf), [
    'ready',
    'unready',
    'stopped',
    'stopped',
  ]);
});

test('When a container waits, starts, restarts or is paused, then the part says so', () => {
  const as = (Status: string, health = 'starting') => {
    const orders = container('orders');
    orders.State.Status = Status;
    if (orders.State.Health) orders.State.Health.Status = health;
    const { state, detail } = describeContainer('orders', orders);
    return [state, detail];
  };
  assert.deepEqual(as('created'), ['starting', 'waits for what it needs']);
  assert.deepEqual(as('running'), ['starting', 'rabbitmq: getaddrinfo ENOTFOUND rabbitmq']);
  assert.deepEqual(as('restarting'), ['restarting', null]);
  assert.deepEqual(as('paused', 'healthy'), ['unready', 'is paused']);
});

test('When a service is not ready, then its own words say what it waits for', () => {
  const { detail } = describeContainer('storefront', containers.get('storefront'));
  assert.equal(detail, 'orders: no answer from http://orders:8081');
});

test('When the Collector runs, then its command tells the sampling, and its address where it tells about itself', () => {
  const collector = container('postgres');
  collector.Config.Cmd = ['--config=/etc/otelcol/store.yaml', '--config=/etc/otelcol/tail-sampling.yaml'];
  collector.NetworkSettings.Ports = { '8888/tcp': [{ HostIp: '127.0.0.1', HostPort: '8889' }] };
  const running = new Map([...containers, ['collector', collector] as const]);
  assert.equal(samplingOf(running), 'tail');
  assert.deepEqual(addressesOf(running)['collector-metrics'], ['http://127.0.0.1:8889']);
  collector.Config.Env = ['COLLECTOR_TIERS=2'];
  collector.NetworkSettings.Ports['8889/tcp'] = [{ HostIp: '127.0.0.1', HostPort: '8891' }];
  assert.deepEqual(addressesOf(running)['collector-metrics'], [
    'http://127.0.0.1:8889',
    'http://127.0.0.1:8891',
  ]);
  collector.State.Status = 'exited';
  assert.deepEqual([samplingOf(running), samplingOf(containers)], [null, null]);
});

test('When a part is shown, then with version and address, but without password; engines get it with', () => {
  const { url, version } = describeContainer('postgres', containers.get('postgres'));
  assert.equal(version, '18');
  assert.equal(url, 'postgres://bookstore@127.0.0.1:15436/bookstore');
  assert.equal(
    containerAddress('postgres', containers.get('postgres')),
    'postgres://bookstore:bookstore@127.0.0.1:15436/bookstore',
  );
  assert.equal(containerAddress('loki', containers.get('loki')), null);
});

test('When a part has no container, then it is said whether the lab is down, has other stores, or has lost one', () => {
  const why = (part: PartName, among = containers) => {
    try {
      return containerAmong(among, part).State.Status;
    } catch (error) {
      assert.ok(error instanceof LabError);
      return [error.message, error.next[0]];
    }
  };
  assert.equal(why('loki'), 'exited');
  assert.deepEqual(why('jaeger'), [
    'This lab has no jaeger: it runs with STORES=grafana.',
    'STORES=open npx lab up',
  ]);
  assert.deepEqual(why('desk'), ['This lab has no container of desk.', 'npx lab up']);
  assert.deepEqual(why('jaeger', new Map()), ['The lab is not running.', 'npx lab up']);
});

test('When a container was killed for its memory, then its last end says so', () => {
  const tempo = container('tempo');
  tempo.State.OOMKilled = true;
  assert.match(describeContainer('tempo', tempo).lastExit ?? '', /mem_limit/);
});

test('When Docker tells how much memory containers use, then it is read in bytes', () => {
  assert.deepEqual(
    [...parseStats(recorded('stats.jsonl')).values()].map((bytes) => Math.round(bytes / 1024 ** 2)),
    [97, 87],
  );
  assert.deepEqual([...parseStats('{"ID":"a","MemUsage":"-- / --"}\n').values()], []);
});

test('When images are needed, then they are the published ones and what ours are built on, each once', () => {
  assert.deepEqual(
    neededImages(recorded('config.json'))
      .map(({ reference }) => reference)
      .sort(),
    [
      'busybox:1.37.0-musl',
      'grafana/grafana:13.2.3',
      'grafana/loki:3.7.8',
      'grafana/tempo:2.10.8',
      'node:24-bookworm-slim',
      'otel/opentelemetry-collector-contrib:0.159.0',
      'postgres:18',
      'prom/prometheus:v3.15.0',
      'rabbitmq:4-management',
    ],
  );
});

test('When images are built, then each for one service', () => {
  const { services } = JSON.parse(recorded('config.json'));
  assert.deepEqual(
    builtServices(recorded('config.json'))
      .map((name) => services[name].image.split('/')[1])
      .sort(),
    ['bookstore:0.1.0', 'collector:0.159.0', 'tempo:2.10.8'],
  );
});

const PROXY =
  'Error response from daemon: driver failed programming external connectivity on endpoint x-prometheus-1 (3f7cebac): ' +
  'Error starting userland proxy: listen tcp4 127.0.0.1:9090: bind: address already in use';
const ALLOCATED = 'Error response from daemon: Bind for 127.0.0.1:9090 failed: port is already allocated';

for (const stderr of [PROXY, ALLOCATED]) {
  test(`When compose says "${stderr.slice(-28)}", then the port is named`, () => {
    assert.equal(
      explainFailure(stderr, new Map()).message,
      'Port 9090 was taken while the lab was starting.',
    );
  });
}

test('When containers did not become healthy, then the one to blame is named, not those that wait for it', () => {
  const { message, next } = explainFailure('container x is unhealthy', containers);
  assert.equal(message, 'payment-gateway did not become ready: exit code 137.');
  assert.deepEqual(next, ['npx lab logs payment-gateway', 'npx lab up']);
});
