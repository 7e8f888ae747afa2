import type { Beside } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { waitUntil } from './process/wait-until.ts';
import type { SupervisorClient } from './supervisor-client.ts';

/** The trial Jaeger, `waitMs` later at most: it is as ready as the Collector in whose company it runs. Throws LabError. */
export async function findTrialJaeger(supervisor: SupervisorClient, waitMs = 0): Promise<Beside> {
  let found: Beside | undefined;
  const isReady = async () => {
    const { parts, trialJaeger } = await supervisor.describe();
    const collector = parts.find(({ name }) => name === 'collector');
    found =
      trialJaeger && collector?.state === 'ready'
        ? { url: trialJaeger, process: String(collector.pid) }
        : undefined;
    return found !== undefined;
  };
  if ((await waitUntil(isReady, waitMs)) && found) return found;
  throw new LabError('The trial Jaeger is not ready.', { next: ['npx lab logs collector', 'npx lab check'] });
}
