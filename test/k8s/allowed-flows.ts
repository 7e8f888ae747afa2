import { type Manifest, nameOf, workloadsOf } from './manifest.ts';

type Labels = Record<string, string>;
type Selector = {
  matchLabels?: Labels;
  matchExpressions?: Array<{ key: string; operator: string; values?: string[] }>;
};
type Peer = { podSelector?: Selector; namespaceSelector?: Selector; ipBlock?: unknown };
type Port = { port: number; protocol?: string };
type Rule = { from?: Peer[]; to?: Peer[]; ports?: Port[] };
type Policy = {
  namespace: string;
  podSelector: Selector;
  policyTypes: string[];
  ingress?: Rule[];
  egress?: Rule[];
};
type Pod = { name: string; namespace: string; labels: Labels };

// A pod of the cluster's own, which the lab's pods ask for names.
const NAME_SERVER: Pod = { name: 'kube-dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/**
 * What the rendered NetworkPolicies let through, as `from -> to:port`: between pods both ends must allow it. `anyone` is
 * whoever is no pod of the lab: the world outside, a browser at a node's port, the API server.
 */
export function allowedFlows(manifests: Manifest[]): string[] {
  const pods: Pod[] = workloadsOf(manifests).map((workload) => ({
    name: nameOf(workload),
    namespace: workload.metadata.namespace ?? '',
    labels: workload.spec.template.metadata.labels,
  }));
  const policies = manifests
    .filter(({ kind }) => kind === 'NetworkPolicy')
    .map(({ metadata, spec }) => ({
      ...(spec as Omit<Policy, 'namespace'>),
      namespace: metadata.namespace ?? '',
    }));
  const ports = portsIn(manifests, policies);
  const everybody = [...pods, NAME_SERVER];
  const portsOf = (pod: Pod) => (pod === NAME_SERVER ? ports.filter((port) => /^53\b/.test(port)) : ports);
  const between = everybody.flatMap((from) =>
    everybody.flatMap((to) =>
      portsOf(to)
        .filter(
          (port) => allows(policies, 'Egress', from, to, port) && allows(policies, 'Ingress', to, from, port),
        )
        .map((port) => `${from.name} -> ${to.name}:${port}`),
    ),
  );
  const outside = pods.flatMap(({ name, ...pod }) =>
    ports.flatMap((port) => [
      ...(allows(policies, 'Ingress', { name, ...pod }, null, port) ? [`anyone -> ${name}:${port}`] : []),
      ...(allows(policies, 'Egress', { name, ...pod }, null, port) ? [`${name} -> anyone:${port}`] : []),
    ]),
  );
  return [...between.filter((flow) => !flow.startsWith(`${NAME_SERVER.name} ->`)), ...outside].sort();
}

function portsIn(manifests: Manifest[], policies: Policy[]): string[] {
  const opened = workloadsOf(manifests).flatMap(({ spec }) =>
    spec.template.spec.containers.flatMap(({ ports = [] }) =>
      ports.map(({ containerPort }) => text(containerPort)),
    ),
  );
  const named = policies.flatMap(({ ingress = [], egress = [] }) =>
    [...ingress, ...egress].flatMap(({ ports = [] }) =>
      ports.map(({ port, protocol }) => text(port, protocol)),
    ),
  );
  return [...new Set([...opened, ...named])];
}

function text(port: number, protocol = 'TCP'): string {
  return protocol === 'TCP' ? String(port) : `${port}/${protocol}`;
}

// Who is selected by no policy of that direction is free; else one rule must allow it. `null`: no pod.
function allows(
  policies: Policy[],
  type: 'Ingress' | 'Egress',
  pod: Pod,
  peer: Pod | null,
  port: string,
): boolean {
  const own = policies.filter(
    ({ namespace, podSelector, policyTypes }) =>
      namespace === pod.namespace && policyTypes.includes(type) && selects(podSelector, pod.labels),
  );
  if (own.length === 0) return true;
  return own.some((policy) =>
    (policy[type === 'Ingress' ? 'ingress' : 'egress'] ?? []).some((rule) => {
      const peers = type === 'Ingress' ? rule.from : rule.to;
      const portFits = !rule.ports || rule.ports.some((one) => text(one.port, one.protocol) === port);
      return portFits && (!peers || peers.some((one) => isPeer(one, policy.namespace, peer)));
    }),
  );
}

function isPeer(
  { podSelector, namespaceSelector, ipBlock }: Peer,
  namespace: string,
  pod: Pod | null,
): boolean {
  if (ipBlock) throw new Error('addresses are not the names of pods: use selectors');
  if (!pod) return false;
  const namespaceFits = namespaceSelector
    ? selects(namespaceSelector, { 'kubernetes.io/metadata.name': pod.namespace })
    : pod.namespace === namespace;
  return namespaceFits && selects(podSelector ?? {}, pod.labels);
}

function selects({ matchLabels = {}, matchExpressions = [] }: Selector, labels: Labels): boolean {
  return (
    Object.entries(matchLabels).every(([key, value]) => labels[key] === value) &&
    matchExpressions.every(({ key, operator, values = [] }) => {
      if (operator !== 'In') throw new Error(`operator ${operator}`);
      return values.includes(labels[key] ?? '');
    })
  );
}
