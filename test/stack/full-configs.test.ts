// The config files, asked of the programs that read them.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { SAMPLINGS } from '../../lab/engine/engine.ts';
import { type BinaryName, findBinary } from '../../lab/engine/local/binaries/find-binary.ts';
import { requireBinary } from '../../lab/engine/local/binaries/require-binary.ts';

const deploy = join(import.meta.dirname, '../../deploy');
const folder = mkdtempSync(join(tmpdir(), 'lab-configs-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const COLLECTOR = {
  OTLP_GRPC_ENDPOINT: '127.0.0.1:4317',
  OTLP_HTTP_ENDPOINT: '127.0.0.1:4318',
  HEALTH_ENDPOINT: '127.0.0.1:13133',
  METRICS_HOST: '127.0.0.1',
  METRICS_PORT: '8888',
  QUEUE_DIRECTORY: folder,
  TRACES_ENDPOINT: '127.0.0.1:3202',
  LOGS_ENDPOINT: 'http://127.0.0.1:3100/otlp/v1/logs',
  PROMETHEUS_URL: 'http://127.0.0.1:9090',
  DESK_URL: 'http://127.0.0.1:8090',
};
const LOKI = {
  LOKI_LISTEN_HOST: '127.0.0.1',
  LOKI_HTTP_PORT: '3100',
  LOKI_GRPC_PORT: '3101',
  LOKI_DATA: folder,
};
const JAEGER = {
  JAEGER_HTTP_ENDPOINT: '127.0.0.1:16686',
  JAEGER_OTLP_ENDPOINT: '127.0.0.1:16687',
  JAEGER_GRPC_ENDPOINT: '127.0.0.1:16685',
  JAEGER_HEALTH_ENDPOINT: '127.0.0.1:16688',
  JAEGER_METRICS_HOST: '127.0.0.1',
  JAEGER_METRICS_PORT: '16689',
  JAEGER_DATA: folder,
};
const TEMPO = {
  TEMPO_LISTEN_HOST: '127.0.0.1',
  TEMPO_HTTP_PORT: '3200',
  TEMPO_GRPC_PORT: '3201',
  TEMPO_OTLP_PORT: '3202',
  TEMPO_DATA: folder,
};

function accepts(program: BinaryName, args: string[], env: NodeJS.ProcessEnv): void {
  const asked = spawnSync(requireBinary(program), args, { env, encoding: 'utf8', timeout: 60_000 });
  assert.equal(asked.status, 0, asked.stderr + asked.stdout);
}

/** The lab builds neither Tempo nor Loki: their files are checked where somebody has brought them. */
function missing(program: BinaryName): string | false {
  return findBinary(program) === undefined && `no ${program} on PATH or in LAB_BIN_DIR`;
}

for (const sampling of SAMPLINGS) {
  test(`When SAMPLING is ${sampling}, then the Collector accepts its files`, () => {
    const files = [
      'receive',
      'scrub',
      'span-metrics',
      'store',
      'pipelines',
      `${sampling}-sampling`,
      'overlay',
    ];
    const args = files.flatMap((file) => ['--config', join(deploy, 'collector', `${file}.yaml`)]);
    accepts('otelcol-contrib', ['validate', ...args], COLLECTOR);
  });
}

test('When Jaeger reads its file, then it accepts it', () => {
  accepts('jaeger', ['validate', '--config', join(deploy, 'jaeger/jaeger.yaml')], JAEGER);
});

test('When Tempo reads its file, then it accepts it', { skip: missing('tempo') }, () => {
  const file = `-config.file=${join(deploy, 'tempo/tempo.yaml')}`;
  accepts('tempo', [file, '-config.expand-env=true', '-config.verify=true'], TEMPO);
});

test('When Loki reads its file, then it accepts it', { skip: missing('loki') }, () => {
  const file = `-config.file=${join(deploy, 'loki/loki.yaml')}`;
  accepts('loki', [file, '-config.expand-env=true', '-verify-config'], LOKI);
});

test('When Prometheus reads its file and rules, then it accepts them', () => {
  accepts('promtool', ['check', 'config', join(deploy, 'prometheus/prometheus.yaml')], {});
});
