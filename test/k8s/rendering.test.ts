// What deploy/k8s promises whichever overlay is applied. Needs kubectl and no cluster.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { nameOf, workloadsOf } from './manifest.ts';
import { sumOfRequests } from './quantities.ts';
import { OVERLAYS, REPOSITORY, render } from './render.ts';
import { sourceFiles } from './source-files.ts';
import { withoutKubectl } from './without-kubectl.ts';

const skip = withoutKubectl();
const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const settings = parseEnv(read('.env'));

// The image of each part, and which variable of .env has its tag.
const TAGS: Record<string, string> = {
  'bookstore-tracing-lab/bookstore': 'BOOKSTORE_TAG',
  postgres: 'POSTGRES_TAG',
  rabbitmq: 'RABBITMQ_TAG',
  'otel/opentelemetry-collector-contrib': 'COLLECTOR_TAG',
  'grafana/tempo': 'TEMPO_TAG',
  'grafana/loki': 'LOKI_TAG',
  'prom/prometheus': 'PROMETHEUS_TAG',
  'grafana/grafana': 'GRAFANA_TAG',
};
// `kubectl apply` keeps a copy of an object within one of its annotations.
const ANNOTATION_LIMIT = 262_144;
const CPU_LIMIT = 2;
const MEMORY_LIMIT_MIB = 3 * 1024;

for (const overlay of OVERLAYS) {
  test(`When ${overlay} is rendered, then each image has the tag that .env says, or one of its own`, {
    skip,
  }, () => {
    for (const workload of workloadsOf(render(overlay))) {
      const { containers, initContainers = [] } = workload.spec.template.spec;
      for (const { image } of [...containers, ...initContainers]) {
        const [, name = '', tag = ''] = /^([^:@]+):([^:@]+)$/.exec(image) ?? [];
        assert.match(tag, /^v?\d/, `${nameOf(workload)}: ${image}`);
        const variable = TAGS[name];
        if (variable) assert.equal(tag, settings[variable], image);
      }
    }
  });

  test(`When ${overlay} is rendered, then its requests fit a laptop`, { skip }, () => {
    const { cpu, memoryMiB } = sumOfRequests(render(overlay));
    assert.ok(cpu <= CPU_LIMIT, `${cpu} CPU`);
    assert.ok(memoryMiB <= MEMORY_LIMIT_MIB, `${memoryMiB} MiB`);
  });

  test(`When ${overlay} is rendered, then plain kubectl apply can take it`, { skip }, () => {
    for (const manifest of render(overlay))
      assert.ok(JSON.stringify(manifest).length < ANNOTATION_LIMIT, manifest.metadata.name);
  });

  test(`When ${overlay} is rendered, then its config maps are the files of deploy/, byte for byte`, {
    skip,
  }, () => {
    const files = sourceFiles(overlay);
    const maps = render(overlay).filter(({ kind }) => kind === 'ConfigMap');
    const shown = maps.flatMap(({ data = {} }) => Object.entries(data));
    for (const [key, text] of shown) {
      if (!/\.\w+$/.test(key)) continue; // a variable, see below
      assert.ok(files.get(key)?.includes(text), `${key} is not what its file says`);
    }
    const present = new Set(shown.map(([key]) => key));
    const absent = [...sourceFiles('base').keys()].filter((key) => !present.has(key));
    assert.deepEqual(absent, []);
  });
}

test('When the services get their variables, then those of the files that compose reads', { skip }, () => {
  const maps = render('base').filter(({ kind }) => kind === 'ConfigMap');
  const dataOf = (name: string) =>
    maps.find(({ metadata }) => metadata.namespace === 'bookstore' && metadata.name.startsWith(`${name}-`))
      ?.data;
  assert.deepEqual(dataOf('telemetry'), { ...parseEnv(read('deploy/services/telemetry.env')) });
  for (const sampling of ['off', 'head', 'tail'])
    assert.deepEqual(dataOf(`sampling-${sampling}`), {
      ...parseEnv(read(`deploy/sampling/${sampling}.env`)),
    });
  const { stringData, data = {} } = render('base').find(({ kind }) => kind === 'Secret') as {
    stringData?: unknown;
    data?: Record<string, string>;
  };
  assert.equal(stringData, undefined);
  const passwords = Object.entries(data).map(([key, value]) => [
    key,
    Buffer.from(value, 'base64').toString(),
  ]);
  assert.deepEqual(Object.fromEntries(passwords), {
    POSTGRES_PASSWORD: settings.POSTGRES_PASSWORD,
    RABBITMQ_PASSWORD: settings.RABBITMQ_PASSWORD,
  });
});
