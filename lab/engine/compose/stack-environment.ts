import { type Sampling, STORES, type Stores } from '../engine.ts';

/** What docker-compose.yml asks the environment for besides ports: which stores there are, and what is stored. */
export function stackEnvironment(stores: Stores, sampling: Sampling): NodeJS.ProcessEnv {
  return { STORES: stores, COMPOSE_PROFILES: stores, SAMPLING: sampling };
}

/** For what concerns every container that there may be, whichever stores it belongs to. */
export const EVERY_PROFILE: NodeJS.ProcessEnv = { COMPOSE_PROFILES: STORES.join(',') };
