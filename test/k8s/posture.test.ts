// What every pod of every overlay promises, held against what is rendered.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Manifest, nameOf, type PodSpec, type Workload, workloadsOf } from './manifest.ts';
import { OVERLAYS, render } from './render.ts';
import { withoutKubectl } from './without-kubectl.ts';

const skip = withoutKubectl();
const all = (pod: PodSpec) => [...pod.containers, ...(pod.initContainers ?? [])];
const same = (value: unknown, expected: unknown) => JSON.stringify(value) === JSON.stringify(expected);

const DRAIN_SECONDS = 10; // of a service: services/shared/shutdown.ts
const PRE_STOP_SECONDS = 2;
const PATIENCE_SECONDS = 120;
/** Who asks the API server: whoever looks up the pods. */
const WITH_TOKEN: Record<string, string> = { 'overlays/gateway-only': 'collector-gateway' };

const RULES: Record<string, (pod: PodSpec) => boolean> = {
  'is not root, and by number': ({ securityContext = {} }) =>
    securityContext.runAsNonRoot === true && Number(securityContext.runAsUser) > 0,
  'is confined to the usual system calls': ({ securityContext = {} }) =>
    same(securityContext.seccompProfile, { type: 'RuntimeDefault' }),
  'has no capability and can gain none': (pod) =>
    all(pod).every(
      ({ securityContext: own = {} }) =>
        own.allowPrivilegeEscalation === false &&
        same(own.capabilities, { drop: ['ALL'] }) &&
        !own.privileged,
    ),
  'cannot write to its root': (pod) =>
    all(pod).every(({ securityContext: own = {} }) => own.readOnlyRootFilesystem === true),
  'has nothing of its node': (pod) =>
    !Object.keys(pod).some((key) => key.startsWith('host')) &&
    !pod.volumes?.some((volume) => 'hostPath' in volume) &&
    all(pod).every(({ ports = [] }) => ports.every(({ hostPort }) => hostPort === undefined)),
  'asks for what it needs, and is limited': (pod) =>
    all(pod).every(({ resources }) =>
      (['requests', 'limits'] as const).every((key) => resources?.[key].cpu && resources[key].memory),
    ),
  'is asked whether it has started, can take requests, and lives': ({ containers }) =>
    containers.every(({ startupProbe, readinessProbe, livenessProbe }) =>
      Boolean(startupProbe && readinessProbe && livenessProbe),
    ),
  // On a busy laptop an earlier restart only adds to the load.
  'has two minutes to answer before it is started anew': ({ containers }) =>
    containers.every(
      ({ livenessProbe }) =>
        (livenessProbe?.periodSeconds ?? 0) * (livenessProbe?.failureThreshold ?? 0) >= PATIENCE_SECONDS,
    ),
  'has longer to end than its drain takes': ({ terminationGracePeriodSeconds = 0 }) =>
    terminationGracePeriodSeconds > DRAIN_SECONDS + PRE_STOP_SECONDS,
  'is not told about Services by variables': ({ enableServiceLinks }) => enableServiceLinks === false,
  'takes an image that is there': (pod) =>
    all(pod).every(({ imagePullPolicy }) => imagePullPolicy === 'IfNotPresent'),
};

for (const overlay of OVERLAYS) {
  for (const [rule, holds] of Object.entries(RULES)) {
    test(`When a pod of ${overlay} runs, then it ${rule}`, { skip }, () => {
      const offenders = workloadsOf(render(overlay)).filter(({ spec }) => !holds(spec.template.spec));
      assert.deepEqual(offenders.map(nameOf), []);
    });
  }

  test(`When ${overlay} runs, then each workload has an account of its own, and a token only who needs one`, {
    skip,
  }, () => {
    const manifests = render(overlay);
    const accounts = manifests.filter(({ kind }) => kind === 'ServiceAccount');
    const workloads = workloadsOf(manifests);
    const used = workloads.map((workload) => accountOf(accounts, workload));
    assert.equal(new Set(used).size, workloads.length);
    const trusted = workloads.filter(
      (workload, index) =>
        (workload.spec.template.spec.automountServiceAccountToken ??
          used[index]?.automountServiceAccountToken) !== false,
    );
    assert.deepEqual(trusted.map(nameOf), [WITH_TOKEN[overlay] ?? 'collector-agent']);
  });

  test(`When ${overlay} runs, then whoever has a token may look at the Bookstore's pods, and no more`, {
    skip,
  }, () => {
    const manifests = render(overlay);
    const kinds = manifests.map(({ kind }) => kind);
    assert.ok(!kinds.includes('ClusterRole') && !kinds.includes('ClusterRoleBinding'));
    const roles = manifests.filter(({ kind }) => kind === 'Role') as Array<Manifest & { rules: unknown }>;
    assert.deepEqual(
      roles.map(({ metadata, rules }) => [metadata.namespace, rules]),
      [['bookstore', [{ apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] }]]],
    );
  });

  test(`When several pods of ${overlay} do the same work, then a node's drain takes one at a time`, {
    skip,
  }, () => {
    const manifests = render(overlay);
    const budgets = manifests
      .filter(({ kind, spec }) => kind === 'PodDisruptionBudget' || (spec && 'podDisruptionBudget' in spec))
      .map(({ metadata }) => metadata.name);
    const several = workloadsOf(manifests).filter(({ spec }) => (spec.replicas ?? 1) > 1);
    assert.deepEqual(budgets, several.map(nameOf));
  });

  test(`When a pod of ${overlay} would break the rules, then its namespace refuses it`, { skip }, () => {
    const manifests = render(overlay);
    const strict = manifests
      .filter(
        ({ kind, metadata }) =>
          kind === 'Namespace' &&
          ['enforce', 'warn', 'audit'].every(
            (mode) => metadata.labels?.[`pod-security.kubernetes.io/${mode}`] === 'restricted',
          ),
      )
      .map(({ metadata }) => metadata.name);
    assert.deepEqual(strict, ['bookstore', 'tracing']);
    const elsewhere = manifests.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && !strict.includes(metadata.namespace ?? ''),
    );
    assert.deepEqual(
      elsewhere.map(({ metadata }) => metadata.name),
      [],
    );
  });
}

function accountOf(accounts: Manifest[], { metadata, spec }: Workload): Manifest | undefined {
  return accounts.find(
    (account) =>
      account.metadata.name === spec.template.spec.serviceAccountName &&
      account.metadata.namespace === metadata.namespace,
  );
}
