import type { ProcessTable } from './process-table.ts';

/** What a supervised part needs from the outside. */
export type PartSurroundings = {
  logFile: string;
  table: ProcessTable;
  /** Resolves when the parts that must come before it are ready, or this one is wanted no more. */
  awaitEarlierParts: () => Promise<void>;
  /** Makes the part's ports free for it to take; resolves when it may start. */
  releasePorts: () => Promise<void>;
  /** After an end by itself: moves to other ports if somebody else has taken them. True when moved. */
  movePorts: () => Promise<boolean>;
};
