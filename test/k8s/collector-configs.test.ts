// The Collector itself reads every configuration that an overlay starts it with: needs LAB_BIN_DIR or otelcol-contrib on the PATH.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Container, type Manifest, nameOf, workloadsOf } from './manifest.ts';
import { OVERLAYS, render } from './render.ts';
import { withoutKubectl } from './without-kubectl.ts';

const IMAGE = 'otel/opentelemetry-collector-contrib:';
const OPERATED = 'OpenTelemetryCollector';
const CONFIG_FOLDER = '/etc/otelcol';
const { LAB_BIN_DIR } = process.env;
const binary = LAB_BIN_DIR ? join(LAB_BIN_DIR, 'otelcol-contrib') : 'otelcol-contrib';
const runs = spawnSync(binary, ['--version']).status === 0;
const skip = withoutKubectl() || (runs ? false : 'needs otelcol-contrib in LAB_BIN_DIR or on the PATH');

for (const overlay of OVERLAYS) {
  for (const sampling of ['off', 'head', 'tail']) {
    test(`When a Collector of ${overlay} starts with SAMPLING=${sampling}, then it takes its configuration`, {
      skip,
    }, (t) => {
      const manifests = render(overlay);
      const collectors = workloadsOf(manifests).filter(({ spec }) =>
        spec.template.spec.containers[0]?.image.startsWith(IMAGE),
      );
      assert.notEqual(collectors.length, 0);
      for (const workload of collectors) {
        const [container] = workload.spec.template.spec.containers;
        assert.ok(container);
        const folder = mkdtempSync(join(tmpdir(), 'lab-collector-'));
        t.after(() => rmSync(folder, { recursive: true, force: true }));
        writeConfig(manifests, workload.metadata.name, folder);
        const { status, stderr } = spawnSync(
          binary,
          ['validate', ...argumentsOf(container, sampling, folder)],
          {
            encoding: 'utf8',
            env: variablesOf(manifests, container, folder),
          },
        );
        assert.equal(status, 0, `${nameOf(workload)}: ${stderr}`);
      }
    });
  }
}

function writeConfig(manifests: Manifest[], collector: string, folder: string): void {
  const own = manifests.find(({ kind, metadata }) => kind === OPERATED && metadata.name === collector);
  writeFileSync(join(folder, 'operated.yaml'), JSON.stringify(own?.spec?.config ?? {}));
  const map = manifests.find(
    ({ kind, metadata }) => kind === 'ConfigMap' && /^collector-[a-z0-9]+$/.test(metadata.name),
  );
  for (const [name, text] of Object.entries(map?.data ?? {})) writeFileSync(join(folder, name), text);
  mkdirSync(join(folder, 'queue'));
}

// The Operator writes the configuration that it was given into one file.
function argumentsOf(
  { args = [`--config=${CONFIG_FOLDER}/operated.yaml`] }: Container,
  sampling: string,
  folder: string,
): string[] {
  return args.map((word) => word.replace(CONFIG_FOLDER, folder).replace('$(SAMPLING)', sampling));
}

function variablesOf(manifests: Manifest[], { env = [], envFrom = [] }: Container, folder: string) {
  const names = envFrom.map(({ configMapRef, secretRef }) => (configMapRef ?? secretRef)?.name);
  const given = manifests.filter(
    ({ kind, metadata }) => /^(ConfigMap|Secret)$/.test(kind) && names.includes(metadata.name),
  );
  const QUEUE_DIRECTORY = join(folder, 'queue');
  return {
    ...Object.assign({}, ...given.map(({ data }) => data)),
    ...Object.fromEntries(env.map(({ name, value }) => [name, value ?? name.toLowerCase()])),
    QUEUE_DIRECTORY,
  };
}
