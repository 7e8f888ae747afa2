import { z } from 'zod';
import { runKubectl } from './ask-kubectl.ts';
import type { Cluster } from './cluster.ts';

const LIMIT_MS = 5_000;

const summarySchema = z.object({
  pods: z.array(
    z.object({
      podRef: z.object({ name: z.string() }),
      containers: z
        .array(z.object({ memory: z.object({ workingSetBytes: z.number().optional() }).optional() }))
        .optional(),
    }),
  ),
});

/** The memory in bytes that each pod of these nodes uses, by its name: as the kubelet tells it, without a metrics server. */
export async function memoryOfPods(cluster: Cluster, nodes: string[]): Promise<Map<string, number>> {
  const answers = await Promise.all(
    nodes.map((node) =>
      runKubectl(cluster, ['get', '--raw', `/api/v1/nodes/${node}/proxy/stats/summary`], {
        limitMs: LIMIT_MS,
      }),
    ),
  );
  const told = answers.filter(({ code }) => code === 0);
  return new Map(told.flatMap(({ stdout }) => [...parseSummary(stdout)]));
}

/** Reads a kubelet's summary. */
export function parseSummary(json: string): Map<string, number> {
  const { pods } = summarySchema.parse(JSON.parse(json));
  return new Map(
    pods.map(({ podRef, containers = [] }) => [
      podRef.name,
      containers.reduce((sum, { memory }) => sum + (memory?.workingSetBytes ?? 0), 0),
    ]),
  );
}
