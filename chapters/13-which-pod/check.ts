import { numberIn } from '../../lab/checks/answers/number-in.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import type { Evidence } from '../../lab/checks/evidence.ts';
import { namesItsPod } from '../../lab/checks/expect/names-its-pod.ts';

/** From each pod of payments-worker: how long its payments took, in milliseconds. */
function paymentsByPod({ checkouts }: Evidence): Map<string, number[]> {
  const spans = checkouts.flatMap((checkout) => checkout.spans);
  const byPod = Map.groupBy(
    spans.filter(({ name }) => name === 'charge card'),
    ({ instance = 'nobody' }) => instance,
  );
  return new Map([...byPod].map(([pod, payments]) => [pod, payments.map(({ durationMs }) => durationMs)]));
}

const meanMs = (durations: number[]): number =>
  durations.reduce((sum, durationMs) => sum + durationMs, 0) / durations.length;

/** The slowest first. */
function podsBySlowness(evidence: Evidence): Array<[string, number[]]> {
  return [...paymentsByPod(evidence)].sort(([, a], [, b]) => meanMs(b) - meanMs(a));
}

const slowPod = (evidence: Evidence): string => podsBySlowness(evidence)[0]?.[0] ?? 'none';
/** A pod is named after its ReplicaSet, and five letters of its own. */
const replicaSetOf = (pod: string): string => pod.slice(0, pod.lastIndexOf('-'));

const pods = namesItsPod('deploy/collector/kubernetes-attributes.yaml');

export const chapter = defineChapter({
  title: 'Which pod',
  minutes: 25,
  needs: 'full',
  engines: ['kind'],
  env: {
    LAB_REPLICAS_PAYMENTS_WORKER: '3',
    NODE_OPTIONS: '--import=./chapters/13-which-pod/one-bad-pod.ts',
  },
  drive: async (stage) => {
    await stage.checkouts(
      Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`customer ${index + 1}`, {}])),
    );
    await pods.look();
  },
  untouched: 'wrong-pod',
  expect: [pods.right, pods.described],
  questions: [
    {
      ask: 'How many pods of payments-worker took payments?',
      answer: (evidence) => String(paymentsByPod(evidence).size),
      accepts: (given, evidence) => numberIn(given) === paymentsByPod(evidence).size,
      nudge: 'Ask Tempo for the payments of the last checkouts, and count the different k8s.pod.name.',
      because: (evidence) =>
        `${paymentsByPod(evidence).size}. They share one queue: RabbitMQ gives each message to the next of them.`,
    },
    {
      ask: 'One of them is slow. Which one? (the name of the pod, or its last five letters)',
      answer: slowPod,
      accepts: (given, evidence) => given.length >= 5 && slowPod(evidence).endsWith(`-${given}`),
      nudge:
        'Ask Tempo for the payments that took longer than half a second. All of them name the same pod, once your file is right.',
      because: (evidence) => {
        const [[pod, slow], ...others] = podsBySlowness(evidence) as [[string, number[]]];
        const quick = (others as Array<[string, number[]]>).flatMap(([, durations]) => durations);
        return `${pod}: its payments took ${meanMs(slow).toFixed(0)} ms, those of the others ${meanMs(quick).toFixed(0)} ms. In the average of the service that is a little worse than yesterday.`;
      },
    },
    {
      ask: 'Of which ReplicaSet is it? (k8s.replicaset.name)',
      answer: (evidence) => replicaSetOf(slowPod(evidence)),
      nudge: 'Select it together with the name of the pod, for the slow payments and for the others.',
      because: (evidence) =>
        `${replicaSetOf(slowPod(evidence))}, and so are the quick ones. What was rolled out is not to blame: it is this pod, or the machine below it.`,
    },
  ],
  hints: [
    'The spans of payments-worker all name the same pod. What do its three pods have in common, and what has each alone?',
    'Each service says in its resource who it is: npx lab logs payments-worker does not show it, but deploy/k8s/bookstore/traced.yaml does. One of the attributes is a name that the Collector knows pods by.',
    'pod_association: one rule, - sources: [{ from: resource_attribute, name: k8s.pod.uid }]. Under metadata also k8s.node.name and k8s.replicaset.name. The labels are not needed any more.',
  ],
});
