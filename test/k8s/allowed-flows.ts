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
type Direction = 'Ingress' | 'Egress';
type Pod = { name: string; namespace: string; labels: Labels };

// A pod of the cluster's own, which the lab's pods ask for names.
const NAME_SERVER: Pod = { name: 'kube-dns', namespace: 'kube-system', labels: { 'k8s-app': 'kube-dns' } };

/**
 * What the rendered NetworkPolicies let through, as `from -> to:port`. Between pods both ends must allow it; where only
 * one does, it says so. `anyone` is whoever is no pod of the lab: the world outside, a browser at a node's port, the API
 * server.
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
  const lets = (type: Direction, pod: Pod, peer: Pod | null, port: string) =>
    allows(policies, type, pod, peer, port);
  const between = everybody.flatMap((from) =>
    everybody.flatMap((to) =>
      portsOf(to).flatMap((port) => {
        const out = lets('Egress', from, to, port);
        const into = lets('Ingress', to, from, port);
        if (out && into) return [`${from.name} -> ${to.name}:${port}`];
        const named = out ? !lets('Egress', from, null, port) : into && !lets('Ingress', to, null, port);
        return named ? [`${from.name} -> ${to.name}:${port}, but one end refuses`] : [];
      }),
    ),
  );
  const outside = pods.flatMap((pod) =>
    ports.flatMap((port) => [
      ...(lets('Ingress', pod, null, port) ? [`anyone -> ${pod.name}:${port}`] : []),
      ...(lets('Egress', pod, null, port) ? [`${pod.name} -> anyone:${port}`] : []),
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
function allows(policies: Policy[], type: Direction, pod: Pod, peer: Pod | null, port: string): boolean {
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
