import type { Sampling, Stores } from '../engine.ts';
import type { HomePaths } from './home-paths.ts';
import type { PortBook } from './ports/port-book.ts';
import type { Secrets } from './secrets.ts';

/**
 * How the full stack of an instance runs. `sampling`, `twoTiers` and `trialJaeger`: how its Collector was started last; `grafana`: its
 * program was found.
 */
export type FullStack = {
  sampling: Sampling;
  stores: Stores;
  twoTiers: boolean;
  trialJaeger: boolean;
  grafana: boolean;
};

/** What every part of one instance is built from. `full` is undefined for a lab without the full stack. */
export type LabContext = {
  paths: HomePaths;
  ports: PortBook;
  secrets: Secrets;
  full: FullStack | undefined;
};
