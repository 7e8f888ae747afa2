import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { numberIn } from '../../lab/checks/answers/number-in.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import type { Evidence } from '../../lab/checks/evidence.ts';
import { inBothBackends } from '../../lab/checks/expect/in-both-backends.ts';

const backends = inBothBackends('deploy/collector/trial-jaeger/overlay.yaml');

const spansOfOne = ({ checkouts }: Evidence): number => checkouts[0]?.spans.length ?? 0;
const servicesOf = ({ checkouts }: Evidence): string[] => [
  ...new Set(checkouts.flatMap(({ spans }) => spans.map(({ service }) => service))),
];

/** Where every pod of a traced service is told to send to; elsewhere it is another address of the same part. */
function endpointOfServices(): URL {
  const file = join(import.meta.dirname, '../../deploy/k8s/bookstore/traced.yaml');
  const patches = parse(readFileSync(file, 'utf8')) as { value: { name?: string; value?: string } }[];
  const named = patches.find(({ value }) => value.name === 'OTEL_EXPORTER_OTLP_ENDPOINT');
  return new URL(named?.value.value ?? '');
}

/** The part of the lab at that address. */
function partOfEndpoint(): string {
  return endpointOfServices().hostname.split('.')[0] ?? '';
}

export const chapter = defineChapter({
  title: 'Swap the backend',
  minutes: 20,
  needs: 'full',
  env: { LAB_BESIDE: 'trial-jaeger' },
  drive: async (stage) => {
    await backends.begin(stage);
    await stage.checkouts({ first: {}, second: {}, third: {} });
  },
  untouched: 'not-exported',
  expect: [backends.inTrial, backends.inStore],
  questions: [
    {
      ask: 'How many spans has the trial Jaeger of one checkout?',
      answer: (evidence) => String(spansOfOne(evidence)),
      accepts: (given, evidence) => numberIn(given) === spansOfOne(evidence),
      nudge: 'Buy once more (npx lab checkout), and ask Jaeger for the trace that it prints.',
      because: (evidence) =>
        `${spansOfOne(evidence)}, as many as the store: the Collector sends each span twice. You pay for both copies.`,
    },
    {
      ask: 'How many services of the Bookstore does the trial Jaeger list?',
      answer: (evidence) => String(servicesOf(evidence).length),
      accepts: (given, evidence) => numberIn(given) === servicesOf(evidence).length,
      nudge: 'Its search page has a list of them, and so has /api/v3/services.',
      because: (evidence) =>
        `${servicesOf(evidence).length}: ${servicesOf(evidence).join(', ')}. Nobody told it about them: the name stands in the resource of each span.`,
    },
    {
      ask: 'All of them send to one part of the lab. Which one?',
      answer: () => partOfEndpoint(),
      accepts: (given) => {
        const { hostname, host, origin } = endpointOfServices();
        const said = given.toLowerCase().replace(/^the /, '').replace(/\/$/, '');
        return [partOfEndpoint(), hostname, host, origin].includes(said);
      },
      nudge:
        'OTEL_EXPORTER_OTLP_ENDPOINT: in docker-compose.yml, on Kubernetes in deploy/k8s/bookstore/traced.yaml. Without Docker the lab sets it to the address that `npx lab status` shows.',
      because: () =>
        'The Collector. They know neither of the two backends, and so none of them had to be changed, built or started anew.',
    },
  ],
  hints: [
    'Two things keep the spans from the trial Jaeger, and the verdict names one at a time. First: who takes spans at all? Look for exporters under service.pipelines in deploy/collector/off-sampling.yaml.',
    'Your file is merged over the others. What is a map there gets your keys added; what is a list is replaced as a whole. And compare your exporter with otlp_grpc/traces in deploy/collector/store.yaml: its address, and what it says about TLS.',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the Collector fills it in
    'endpoint: "${env:TRIAL_JAEGER_OTLP}" and tls: { insecure: true } in the exporter, and below it service.pipelines with traces/store: exporters: [otlp_grpc/traces, otlp_grpc/trial].',
  ],
});
