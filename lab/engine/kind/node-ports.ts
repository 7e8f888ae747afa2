import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';
import { REPOSITORY } from '../local/home-paths.ts';

/** A port of the lab in a cluster: of its node, and of this machine where kind leads one there. */
export type NodePort = { name: string; nodePort: number; hostPort: number };

const PREFIX = 'node-port-';
const FILES = [
  'node-ports/bookstore.yaml',
  'node-ports/tracing.yaml',
  'node-ports/grafana/grafana.yaml',
  'node-ports/open/open.yaml',
  'trial-jaeger/node-port/node-port.yaml',
];

/** The ports that deploy/k8s opens, by the name that each has in .env. */
export function readNodePorts(): Map<string, NodePort> {
  const { nodes } = parse(read('kind.yaml')) as {
    nodes: Array<{ extraPortMappings: Array<{ hostPort: number; containerPort: number }> }>;
  };
  const mappings = new Map(
    nodes.flatMap(({ extraPortMappings }) =>
      extraPortMappings.map(({ hostPort, containerPort }) => [containerPort, hostPort] as const),
    ),
  );
  const services = FILES.flatMap((file) => parseAllDocuments(read(file)))
    .map((document) => document.toJS() as ServiceManifest)
    .filter(({ kind }) => kind === 'Service');
  return new Map(
    services.flatMap(({ metadata, spec }) => {
      const nodePort = spec.ports[0]?.nodePort ?? 0;
      const hostPort = mappings.get(nodePort);
      const name = metadata.name.slice(PREFIX.length);
      return hostPort ? [[name, { name, nodePort, hostPort }] as const] : [];
    }),
  );
}

type ServiceManifest = {
  kind: string;
  metadata: { name: string };
  spec: { ports: Array<{ nodePort: number }> };
};

function read(path: string): string {
  return readFileSync(join(REPOSITORY, 'deploy', 'k8s', path), 'utf8');
}
