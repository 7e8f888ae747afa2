import type { BasePartName } from '../../engine.ts';
import type { LabContext } from '../lab-context.ts';
import { waitUntil } from '../process/wait-until.ts';
import { loopback } from './loopback.ts';
import { nodePart } from './node-part.ts';
import type { PartDefinition, ProcessName } from './part-definition.ts';
import { probeReady } from './probe-ready.ts';

type ServiceName = Exclude<BasePartName, 'postgres' | 'rabbitmq' | 'desk'>;

const COLLECTOR_LIMIT_MS = 8_000;

/** A service of the Bookstore. The gateway is the third party: a black box without telemetry. */
export function servicePart(
  context: LabContext,
  name: ServiceName,
  uses: ProcessName[],
  env: () => NodeJS.ProcessEnv,
): PartDefinition {
  const traced = name !== 'payment-gateway';
  const sampled = traced && context.full !== undefined;
  return nodePart(context, name, {
    main: `services/${name}/main.ts`,
    traced,
    uses: traced ? [context.full ? 'collector' : 'desk', ...uses] : uses,
    watches: [`services/${name}`, 'services/shared', ...(sampled ? ['deploy/sampling'] : [])],
    prepare: sampled ? atFirst(() => awaitCollector(context)) : async () => {},
    env,
  });
}

// Telemetry sent before the Collector listens would be lost. It is no condition: the shop does without a Collector.
async function awaitCollector(context: LabContext): Promise<void> {
  const url = `http://${loopback(context, 'collector-health')}/`;
  const listens = () =>
    probeReady(url).then(
      (missing) => missing === null,
      () => false,
    );
  await waitUntil(listens, COLLECTOR_LIMIT_MS, 100);
}

function atFirst(work: () => Promise<void>): () => Promise<void> {
  let done = false;
  return async () => {
    if (!done) await work();
    done = true;
  };
}
