// What docker-compose.yml promises of every container, held against the file itself: needs no Docker.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { grafanaTraceUrl } from '../../lab/checkout/grafana-trace-url.ts';
import { CONTAINER_PORTS } from '../../lab/engine/compose/container-ports.ts';
import { PART_NAMES, PARTS_OF_STORES, STORES, type Stores } from '../../lab/engine/engine.ts';
import { PORT_PLAN, portVariable } from '../../lab/engine/local/ports/port-plan.ts';
import { partsWith } from '../../lab/engine/parts-of-stores.ts';
import { TRIAL_JAEGER } from '../../lab/engine/trial-jaeger.ts';

type Service = {
  profiles?: string[];
  image: string;
  environment?: Record<string, string>;
  build?: { args: Record<string, string> };
  user?: string;
  ports?: string[];
  volumes?: string[];
  read_only?: boolean;
  cap_drop?: string[];
  security_opt?: string[];
  mem_limit?: string;
  restart?: string;
  healthcheck?: { test: string[] };
  depends_on?: Record<string, { condition: string }>;
};

const MEMORY_LIMIT_MIB = 2560;
const root = join(import.meta.dirname, '../..');
const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8');
const { services } = parse(text, { merge: true }) as { services: Record<string, Service> };
const settings = parseEnv(readFileSync(join(root, '.env'), 'utf8'));
const offenders = (breaks: (service: Service) => boolean) =>
  Object.keys(services).filter((name) => breaks(services[name] as Service));
const published = Object.entries(services).flatMap(([part, { ports = [] }]) =>
  ports.map((port) => ({ part, port })),
);

test('When the lab starts by compose, then the containers are the parts of the lab, and one that a chapter may have beside', () => {
  assert.deepEqual(Object.keys(services).sort(), [...PART_NAMES, TRIAL_JAEGER].sort());
});

test('When an image is named, then its tag stands in .env, and is a version', () => {
  const references = Object.values(services).flatMap(({ image, build }) => [
    image,
    ...Object.entries(build?.args ?? {}).flatMap(([name, value]) => (name.endsWith('_IMAGE') ? [value] : [])),
  ]);
  const tags = references.map(
    (reference) => /^[^:@]+:\$\{([A-Z_]+_TAG)\}$/.exec(reference)?.[1] ?? reference,
  );
  const loose = tags.filter((tag) => !/^v?\d/.test(settings[tag] ?? ''));
  assert.deepEqual(loose, []);
});

test('When our own image is built, then its tag is the version in package.json', () => {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  assert.equal(settings.BOOKSTORE_TAG, version);
});

test('When a port is published, then on 127.0.0.1, and where the lab and .env say', () => {
  const expected = CONTAINER_PORTS.map(({ name, part, target }) => ({
    part: part ?? name,
    port: `127.0.0.1:\${${portVariable(name)}}:${target}`,
  }));
  const inOrder = (ports: typeof published) => ports.map(({ part, port }) => `${part} ${port}`).sort();
  assert.deepEqual(inOrder(published), inOrder(expected));
  for (const { name } of CONTAINER_PORTS)
    assert.equal(settings[portVariable(name)], String(PORT_PLAN[name].preferred), name);
});

test('When docker-compose.yml uses a variable, then .env has it', () => {
  const used = [...text.matchAll(/\$\{([A-Z_]+)(?::-[\w.]+)?\}/g)].map((match) => match[1] ?? '');
  const missing = used.filter(
    (name) =>
      !['COMPOSE_PROJECT_NAME', 'COLLECTOR_OVERLAY', 'COLLECTOR_TIERS'].includes(name) &&
      settings[name] === undefined,
  );
  assert.deepEqual(missing, []);
});

test('When a container runs, then it is not root', () => {
  assert.deepEqual(
    offenders(({ user }) => !/^(node|[1-9]\d*:\d+)$/.test(user ?? '')),
    [],
  );
});

test('When a container runs, then it cannot write to its root, or to a folder of the repository', () => {
  assert.deepEqual(
    offenders(({ read_only }) => read_only !== true),
    [],
  );
  assert.deepEqual(
    offenders(({ volumes = [] }) =>
      volumes.some((volume) => /^[./]/.test(volume) && !volume.endsWith(':ro')),
    ),
    [],
  );
});

test('When a container runs, then it has no capability and can gain none', () => {
  assert.deepEqual(
    offenders(
      (service) =>
        service.cap_drop?.join() !== 'ALL' ||
        service.security_opt?.join() !== 'no-new-privileges:true' ||
        ['cap_add', 'privileged', 'pid', 'ipc', 'network_mode', 'devices'].some((key) => key in service),
    ),
    [],
  );
});

for (const stores of STORES)
  test(`When containers run with STORES=${stores}, then the memory of each is limited, and all limits together are at most 2.5 GiB`, () => {
    const limits = partsWith(stores).map((name) => /^(\d+)m$/.exec(services[name]?.mem_limit ?? '')?.[1]);
    assert.ok(limits.every(Boolean), limits.join());
    const sum = limits.reduce((total, limit) => total + Number(limit), 0);
    assert.ok(sum <= MEMORY_LIMIT_MIB, `${sum} MiB`);
  });

test('When STORES chooses, then by profiles, and only for stores and for what a chapter has', () => {
  const profiles = Object.entries(services).flatMap(([name, service]) =>
    service.profiles ? [[name, service.profiles]] : [],
  );
  const ofStores = STORES.flatMap((stores) => PARTS_OF_STORES[stores].map((name) => [name, [stores]]));
  const expected = [...ofStores, [TRIAL_JAEGER, [TRIAL_JAEGER]]];
  assert.deepEqual(Object.fromEntries(profiles), Object.fromEntries(expected));
});

test('When STORES is chosen, then its files say where traces and logs go, and which parts are scraped', () => {
  for (const stores of STORES) {
    const said = parseEnv(readFileSync(join(root, `deploy/stores/${stores}.env`), 'utf8'));
    assert.equal(said.STORES, stores);
    const [traces, logs] = PARTS_OF_STORES[stores];
    for (const name of ['TRACES_ENDPOINT', 'TRACE_STORE_URL'])
      assert.match(said[name] ?? '', new RegExp(`^(http://)?${traces}:`));
    for (const name of ['LOGS_ENDPOINT', 'LOG_STORE_URL'])
      assert.match(said[name] ?? '', new RegExp(`^http://${logs}:`));
    const scraped = JSON.parse(readFileSync(join(root, `deploy/prometheus/stores/${stores}.json`), 'utf8'));
    assert.deepEqual(
      scraped.map(({ labels }: { labels: { job: string } }) => labels.job),
      [traces, logs],
    );
  }
});

test('When a container runs, then its health is checked, and it comes back when it fails', () => {
  assert.deepEqual(
    offenders(({ healthcheck }) => healthcheck?.test[0] !== 'CMD' || healthcheck.test.length < 2),
    [],
  );
  assert.deepEqual(
    offenders(({ restart }) => restart !== 'on-failure'),
    [],
  );
});

test('When a container needs another, then it waits until that one is healthy', () => {
  const conditions = Object.values(services).flatMap(({ depends_on = {} }) => Object.values(depends_on));
  assert.deepEqual([...new Set(conditions.map(({ condition }) => condition))], ['service_healthy']);
});

test('When the shop links to a trace, then to the same address as the lab', () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: compose fills it in
  const url = grafanaTraceUrl('http://127.0.0.1:${LAB_PORT_GRAFANA}', '{traceId}');
  assert.equal(linkOf('grafana'), url.replace('%7BtraceId%7D', '{traceId}'));
  // biome-ignore lint/suspicious/noTemplateCurlyInString: compose fills it in
  assert.equal(linkOf('open'), 'http://127.0.0.1:${LAB_PORT_DESK}/traces/{traceId}');
});

/** The address that a trace of the shop's pages has. */
function linkOf(stores: Stores): string | undefined {
  return parseEnv(readFileSync(join(root, `deploy/stores/${stores}-links.env`), 'utf8')).TRACE_URL;
}
