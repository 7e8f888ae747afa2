import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { z } from 'zod';
import { type Addresses, PART_NAMES, type PartName } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { REPOSITORY } from '../local/home-paths.ts';
import { askKubectl } from './ask-kubectl.ts';
import { CLUSTER_NAME, type Cluster } from './cluster.ts';
import type { PartObjects } from './inspect-cluster.ts';
import { type NodePort, readNodePorts } from './node-ports.ts';

/** Where a port of the lab is reached, as host:port. */
export type Places = Map<string, string>;

const nodesSchema = z.object({
  items: z.array(
    z.object({
      status: z.object({ addresses: z.array(z.object({ type: z.string(), address: z.string() })) }),
    }),
  ),
});

/**
 * Where the ports of the lab are reached: on this machine if kind has made the cluster, else at its first node. Throws
 * LabError when the cluster does not answer.
 */
export async function findPlaces(cluster: Cluster): Promise<Places> {
  const ports = readNodePorts();
  const context = await askKubectl(cluster, ['config', 'current-context']);
  if (context.trim() === `kind-${CLUSTER_NAME}`)
    return placesOf(ports, ({ hostPort }) => `127.0.0.1:${hostPort}`);
  const answer = await askKubectl(cluster, ['get', 'nodes', '--output', 'json', '--request-timeout', '10s']);
  const [node] = nodesSchema.parse(JSON.parse(answer)).items;
  const host = node?.status.addresses.find(({ type }) => type === 'InternalIP')?.address;
  if (!host) throw new LabError('The cluster has no node with an address.', { next: ['kubectl get nodes'] });
  return placesOf(ports, ({ nodePort }) => `${host}:${nodePort}`);
}

/** The address of a part, with its password. */
export function addressOf(part: PartName, places: Places): string {
  const place = places.get(part);
  const passwords = parseEnv(readFileSync(join(REPOSITORY, '.env'), 'utf8'));
  if (part === 'postgres') return `postgres://bookstore:${passwords.POSTGRES_PASSWORD}@${place}/bookstore`;
  if (part === 'rabbitmq') return `amqp://bookstore:${passwords.RABBITMQ_PASSWORD}@${place}`;
  return `http://${place}`;
}

/** The address of every part that the cluster has. Throws LabError when it has none. */
export function addressesOf(parts: Map<PartName, PartObjects>, places: Places): Addresses {
  const known = PART_NAMES.filter((name) => parts.get(name)?.workloads.length);
  if (known.length === 0)
    throw new LabError('The lab is not running.', { next: ['npx lab up --engine kind'] });
  const gateways = ['collector-metrics', 'collector-metrics-1'].slice(0, gatewaysOf(parts));
  const addresses: Partial<Addresses> = {
    ...Object.fromEntries(known.map((name) => [name, addressOf(name, places)])),
    ...(gateways.length > 0
      ? { 'collector-metrics': gateways.map((name) => `http://${places.get(name)}`) }
      : {}),
  };
  return addresses as Addresses;
}

function gatewaysOf(parts: Map<PartName, PartObjects>): number {
  const gateway = parts.get('collector')?.workloads.find(({ kind }) => kind === 'StatefulSet');
  return gateway?.spec.replicas ?? 0;
}

function placesOf(ports: Map<string, NodePort>, placeOf: (port: NodePort) => string): Places {
  return new Map([...ports].map(([name, port]) => [name, placeOf(port)]));
}
