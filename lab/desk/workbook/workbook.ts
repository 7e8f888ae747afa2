import type { Wish, WorkbookState } from './workbook-state.ts';

/** What the learner's pages ask for. */
export interface Workbook {
  state(): WorkbookState;
  /** A page begins to show the state: it must be the newest. */
  look(): void;
  /** Puts an action in the queue; false when that cannot be. How it ends is told by the state. */
  act(wish: Wish): boolean;
  close(): Promise<void>;
}
