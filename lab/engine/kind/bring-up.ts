import type { UpOptions, UpResult } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { partsWith } from '../parts-of-stores.ts';
import { addressesOf, findPlaces } from './addresses.ts';
import { APPLY_LIMIT_MS, applyLab } from './apply-lab.ts';
import { awaitParts } from './await-parts.ts';
import { bringDown } from './bring-down.ts';
import { chooseStores } from './choose-stores.ts';
import type { Cluster } from './cluster.ts';
import { inspectCluster } from './inspect-cluster.ts';
import { loadImage } from './load-image.ts';
import { deleteCluster, makeCluster } from './make-cluster.ts';
import { rememberCluster } from './remembered-cluster.ts';
import { requireKubectl, requireTools } from './require-tools.ts';
import { samplingOf } from './sampling-of.ts';
import { showStep } from './show-step.ts';

// With a new node, all images come from their registries first.
const START_LIMIT_MS = 900_000;
const PATIENCE_MS = 90_000;

/** Makes the cluster if there is none, hands it the lab and waits until every part is ready. Throws LabError. */
export async function bringUp(cluster: Cluster, options: UpOptions = {}): Promise<UpResult> {
  const calledAtMs = Date.now();
  if (!cluster.own) await requireKubectl();
  else await requireTools();
  // A cluster that is only half made is removed where it is made.
  let undo: (() => Promise<unknown>) | undefined = async () => {};
  try {
    const made = cluster.own && (await makeCluster(cluster, options));
    const before = await podsOf(cluster);
    if (made) undo = () => deleteCluster(cluster);
    else undo = before.length === 0 ? () => bringDown(cluster) : undefined;
    if (cluster.own) await loadImage(options);
    rememberCluster(cluster);
    const applied = showStep(options, 'handing the lab to the cluster', APPLY_LIMIT_MS);
    await applyLab(cluster, 'all', options.signal).finally(applied);
    await awaitParts(
      cluster,
      { ...options, limitMs: START_LIMIT_MS, patienceMs: PATIENCE_MS },
      partsWith(await chooseStores(cluster)),
    );
    return {
      started: (await podsOf(cluster)).some((pod) => !before.includes(pod)),
      seconds: (Date.now() - calledAtMs) / 1_000,
      ...(await whatRuns(cluster)),
    };
  } catch (error) {
    if (!options.signal?.aborted) throw error;
    await undo?.();
    throw interrupted(undo !== undefined);
  }
}

function interrupted(undone: boolean): LabError {
  return undone
    ? new LabError('Interrupted: what had been started is removed again.', {
        next: ['npx lab up --engine kind'],
        exitCode: 130,
      })
    : new LabError('Interrupted; what was running before goes on.', {
        next: ['npx lab status', 'npx lab down'],
        exitCode: 130,
      });
}

async function whatRuns(cluster: Cluster): Promise<Pick<UpResult, 'addresses' | 'sampling'>> {
  const parts = await inspectCluster(cluster);
  return { addresses: addressesOf(parts, await findPlaces(cluster)), sampling: samplingOf(parts) };
}

async function podsOf(cluster: Cluster): Promise<string[]> {
  return [...(await inspectCluster(cluster)).values()].flatMap(({ pods }) =>
    pods.map(({ metadata }) => metadata.name),
  );
}
