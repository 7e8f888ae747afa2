// The ports of the kind cluster: those of .env on this machine, and each leads to the part that has it everywhere else.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { parse } from 'yaml';
import { CONTAINER_PORTS } from '../../lab/engine/compose/container-ports.ts';
import { portVariable } from '../../lab/engine/local/ports/port-plan.ts';
import { nameOf, workloadsOf } from './manifest.ts';
import { REPOSITORY, render } from './render.ts';
import { withoutKubectl } from './without-kubectl.ts';

type NodePortSpec = {
  type?: string;
  selector: Record<string, string>;
  ports: Array<{ port: number; nodePort: number }>;
};
type Mapping = { listenAddress: string; hostPort: number; containerPort: number };

const read = (path: string) => readFileSync(join(REPOSITORY, path), 'utf8');
const settings = parseEnv(read('.env'));
const [node, ...more] = (
  parse(read('deploy/k8s/kind.yaml')) as { nodes: Array<{ image: string; extraPortMappings: Mapping[] }> }
).nodes;
// Which of the two Collectors: what comes in goes to the agents, what is asked is asked of the gateways.
const WORKLOADS: Record<string, string> = {
  collector: 'collector-agent',
  'collector-http': 'collector-agent',
  'collector-health': 'collector-gateway',
  'collector-metrics': 'collector-gateway',
  'collector-metrics-1': 'collector-gateway',
};

test('When kind makes the cluster, then of one node, by its digest', () => {
  assert.deepEqual(more, []);
  assert.match(node?.image ?? '', /^kindest\/node:v\d+\.\d+\.\d+@sha256:[0-9a-f]{64}$/);
});

test('When a port of the lab is asked, then on this machine alone, and its part answers', {
  skip: withoutKubectl(),
}, () => {
  // Whichever stores the lab has, and with the one that a chapter puts beside them.
  const manifests = [
    ...render('overlays/kind'),
    ...render('overlays/kind-open'),
    ...render('trial-jaeger'),
    ...render('trial-jaeger/node-port'),
  ];
  const services = manifests.filter(({ kind, spec }) => kind === 'Service' && spec?.type === 'NodePort');
  const mapped = (node?.extraPortMappings ?? []).map(({ listenAddress, hostPort, containerPort }) => {
    const service = services.find(({ spec }) => (spec as NodePortSpec).ports[0]?.nodePort === containerPort);
    assert.ok(service, `node port ${containerPort}`);
    const { selector, ports } = service.spec as NodePortSpec;
    const target = workloadsOf(manifests).find(
      (workload) =>
        workload.metadata.namespace === service.metadata.namespace &&
        nameOf(workload) === selector['app.kubernetes.io/name'],
    );
    assert.ok(target, service.metadata.name);
    return {
      listenAddress,
      hostPort,
      service: service.metadata.name,
      part: nameOf(target),
      target: ports[0]?.port,
    };
  });
  const expected = CONTAINER_PORTS.map(({ name, part, target }) => ({
    listenAddress: '127.0.0.1',
    hostPort: Number(settings[portVariable(name)]),
    service: `node-port-${name}`,
    part: WORKLOADS[name] ?? part ?? name,
    // Two gateways in one container have a port each; two pods have the same.
    target: name === 'collector-metrics-1' ? 8888 : target,
  }));
  assert.deepEqual(mapped, expected);
});
