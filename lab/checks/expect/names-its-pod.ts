import { type LabPod, podsOfLab } from '../../engine/kind/pods-of-lab.ts';
import type { Expectation } from '../chapter.ts';
import type { Evidence } from '../evidence.ts';
import type { Diagnosis, Finding } from '../finding.ts';
import { storesOf } from '../stored-checkouts.ts';

const WITHIN_MS = 10_000;
const [SERVICE, NAME, UID] = ['service.name', 'k8s.pod.name', 'k8s.pod.uid'] as const;

/** `look`: called when the checkouts are settled, it asks the cluster which pods there are. */
export type PodWatch = { look: () => Promise<void>; right: Expectation; described: Expectation };

/** A span as it is stored: its trace, and the attributes of its resource. */
type StoredSpan = { traceId: string; resource: Record<string, string> };

/** Every span that is stored of the checkouts carries the pod that sent it: one that the cluster has, of its own service. */
export function namesItsPod(seam: string): PodWatch {
  let pods: LabPod[] = [];
  const judge =
    (find: (spans: StoredSpan[], pods: LabPod[]) => Found | undefined): Expectation['judge'] =>
    async (evidence) => {
      const spans = await storedSpans(evidence);
      const found = findUnstored(evidence, spans) ?? find(spans, pods);
      return found && { ...found, look: seam };
    };
  return {
    look: async () => {
      pods = await podsOfLab();
    },
    right: {
      text: 'every span carries the name of the pod that it comes from',
      withinMs: WITHIN_MS,
      judge: judge((spans, all) => findUnknown(spans) ?? findWrong(spans, all)),
    },
    described: {
      text: 'and that pod’s namespace, node, deployment and ReplicaSet',
      withinMs: WITHIN_MS,
      judge: judge(findUndescribed),
    },
  };
}

type Found = Omit<Finding, 'look'>;

const read = new WeakMap<Evidence, Promise<StoredSpan[]>>();

/** Both expectations of one moment look at the same spans. */
function storedSpans(evidence: Evidence): Promise<StoredSpan[]> {
  const known = read.get(evidence) ?? readSpans(evidence);
  read.set(evidence, known);
  return known;
}

async function readSpans(evidence: Evidence) {
  const store = storesOf(evidence).traces;
  const traces = evidence.checkouts.map(async ({ caller: { traceId } }) =>
    (await store.trace(traceId)).map(({ resource }) => ({ traceId, resource })),
  );
  return (await Promise.all(traces)).flat();
}

function findUnstored(evidence: Evidence, spans: StoredSpan[]): Found | undefined {
  const sent = evidence.checkouts.reduce((sum, checkout) => sum + checkout.spans.length, 0);
  if (spans.length > 0 && spans.length >= sent) return undefined;
  return findingOf('not-stored', spans, {
    expected: `${storesOf(evidence).traces.name} has every span of the checkouts.`,
    found: `It has ${spans.length} of ${sent}.`,
  });
}

function findUnknown(spans: StoredSpan[]): Found | undefined {
  const nameless = spans.filter(({ resource }) => !resource[NAME]);
  if (nameless.length === 0) return undefined;
  const how = nameless.length === spans.length ? 'None' : `${spans.length - nameless.length}`;
  return findingOf('pod-unknown', nameless, {
    expected: `Every span says from which pod it came: ${NAME}.`,
    found: `${how} of ${spans.length} do. The Collector found no pod for those of ${servicesOf(nameless)}: what pod_association asks for, they do not carry, or no pod has it.`,
  });
}

function findWrong(spans: StoredSpan[], pods: LabPod[]): Found | undefined {
  const wrong = spans.filter(({ resource }) => {
    const named = podNamedBy(resource, pods);
    return named?.part !== resource[SERVICE] || named?.attributes[UID] !== resource[UID];
  });
  const [first] = wrong;
  if (!first) return undefined;
  const names = new Set(wrong.map(({ resource }) => resource[NAME]));
  return findingOf('wrong-pod', wrong, {
    expected: 'Every span carries the name of the pod that it comes from.',
    found: `${wrong.length} of ${spans.length} do not: those of ${servicesOf(wrong)} name ${[...names].join(' and ')}. ${explain(first.resource, pods)}`,
  });
}

function podNamedBy(resource: StoredSpan['resource'], pods: LabPod[]): LabPod | undefined {
  return pods.find(({ attributes }) => attributes[NAME] === resource[NAME]);
}

function explain(resource: StoredSpan['resource'], pods: LabPod[]): string {
  const named = podNamedBy(resource, pods);
  if (!named) return `The cluster has no pod ${resource[NAME]}.`;
  if (named.part === 'collector') return `${resource[NAME]} is a Collector, which only passed them on.`;
  if (named.part !== resource[SERVICE]) return `${resource[NAME]} is a pod of ${named.part}.`;
  const sender = pods.find(({ attributes }) => attributes[UID] === resource[UID]);
  return `One of them was sent by ${sender?.attributes[NAME] ?? `the pod with the uid ${resource[UID]}`}.`;
}

function findUndescribed(spans: StoredSpan[], pods: LabPod[]): Found | undefined {
  for (const span of spans) {
    const { resource } = span;
    const expected = Object.entries(podNamedBy(resource, pods)?.attributes ?? {});
    const missing = expected.filter(([key]) => !resource[key]).map(([key]) => key);
    const wrong = expected.find(([key, value]) => resource[key] !== value);
    const about = `A span of ${resource[SERVICE]} from ${resource[NAME]}`;
    if (missing.length > 0)
      return findingOf('attribute-missing', [span], {
        expected: `${about} says where that pod runs and what it belongs to.`,
        found: `It lacks ${missing.join(', ')}.`,
      });
    if (wrong)
      return findingOf('attribute-wrong', [span], {
        expected: `${about} has ${wrong[0]} = ${wrong[1]}.`,
        found: `It has ${resource[wrong[0]]}.`,
      });
  }
  return undefined;
}

function findingOf(diagnosis: Diagnosis, spans: StoredSpan[], said: Pick<Finding, 'expected' | 'found'>) {
  return { diagnosis, ...said, traceIds: [...new Set(spans.map(({ traceId }) => traceId))].slice(0, 3) };
}

function servicesOf(spans: StoredSpan[]): string {
  return [...new Set(spans.map(({ resource }) => resource[SERVICE]))].join(', ');
}
