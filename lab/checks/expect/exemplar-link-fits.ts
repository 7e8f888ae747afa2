import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { REPOSITORY } from '../../engine/local/home-paths.ts';
import type { Expectation } from '../chapter.ts';
import type { Finding } from '../finding.ts';
import { exemplarsSince, type SlowSpan } from './exemplar-leads-to-trace.ts';

const provisioningSchema = z.object({
  datasources: z.array(
    z.object({
      uid: z.string(),
      type: z.string(),
      jsonData: z
        .object({
          exemplarTraceIdDestinations: z
            .array(z.object({ name: z.string(), datasourceUid: z.string().default('') }))
            .default([]),
        })
        .default({ exemplarTraceIdDestinations: [] }),
    }),
  ),
});

const HOLDS_TRACES = ['tempo', 'jaeger'];

type Provisioning = z.infer<typeof provisioningSchema>;

/** The link that Grafana puts on an exemplar is made of a label that exemplars have, and leads to a store of traces. `file`: its path in the repository. */
export function exemplarLinkFits(file: string, slow: Pick<SlowSpan, 'metric' | 'of'>): Expectation {
  return {
    text: 'a click on the exemplar in Grafana opens that trace',
    judge: async (evidence) => {
      const exemplars = await exemplarsSince(evidence, slow);
      const labels = Object.keys(exemplars.at(-1)?.labels ?? {});
      return judgeLink(readProvisioning(file), labels, file);
    },
  };
}

/** What is wrong with the link, by the provisioned data sources and the labels of a real exemplar. */
export function judgeLink(
  sources: Provisioning | string,
  labels: readonly string[],
  file: string,
): Finding | undefined {
  const finding = (found: string): Finding => ({
    diagnosis: 'exemplar-unlinked',
    expected:
      'The Prometheus data source names the label in which exemplars carry their trace id, and the uid of the data source that has the traces.',
    found,
    look: `exemplarTraceIdDestinations in ${file}`,
    traceIds: [],
  });
  if (typeof sources === 'string') return finding(`The file cannot be read: ${sources}.`);
  const { datasources } = sources;
  const prometheus = datasources.find(({ type }) => type === 'prometheus');
  const [link] = prometheus?.jsonData.exemplarTraceIdDestinations ?? [];
  if (!link) return finding('It names none.');
  if (labels.length === 0) return finding('There is no exemplar to make a link of.');
  if (!labels.includes(link.name))
    return finding(`It takes the label ${link.name}; exemplars carry ${[...labels].sort().join(' and ')}.`);
  const target = datasources.find(({ uid }) => uid === link.datasourceUid);
  if (target && HOLDS_TRACES.includes(target.type)) return undefined;
  const uids = datasources.map(({ uid }) => uid).join(', ');
  return finding(
    target
      ? `It leads to ${link.datasourceUid}, which holds no traces.`
      : `It leads to “${link.datasourceUid}”; the data sources have the uids ${uids}.`,
  );
}

function readProvisioning(file: string): Provisioning | string {
  try {
    return provisioningSchema.parse(parse(readFileSync(join(REPOSITORY, file), 'utf8')));
  } catch (error) {
    return error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
  }
}
