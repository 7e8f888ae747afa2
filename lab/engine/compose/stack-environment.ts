import { readChapterEnv } from '../chapter-env.ts';
import { type Sampling, STORES, type Stores } from '../engine.ts';
import { TRIAL_JAEGER, wantsTrialJaeger } from '../trial-jaeger.ts';

/** What docker-compose.yml asks the environment for besides ports: which stores there are, what is stored, what stands beside, how many tiers of Collectors. */
export function stackEnvironment(stores: Stores, sampling: Sampling): NodeJS.ProcessEnv {
  const trial = wantsTrialJaeger();
  return {
    STORES: stores,
    COMPOSE_PROFILES: [stores, ...(trial ? [TRIAL_JAEGER] : [])].join(','),
    SAMPLING: sampling,
    COLLECTOR_OVERLAY: trial ? 'trial-jaeger/overlay.yaml' : 'overlay.yaml',
    COLLECTOR_TIERS: readChapterEnv().LAB_COLLECTOR_TIERS ?? '1',
  };
}

/** For what concerns every container that there may be, whichever stores it belongs to. */
export const EVERY_PROFILE: NodeJS.ProcessEnv = { COMPOSE_PROFILES: [...STORES, TRIAL_JAEGER].join(',') };
