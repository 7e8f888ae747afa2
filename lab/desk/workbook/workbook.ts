import type { Wish, WorkbookState } from './workbook-state.ts';

/** What the learner's pages ask for. */
export interface Workbook {
  state(): WorkbookState;
  /** Puts an action in the queue; false when that cannot be. How it ends is told by the state. */
  act(wish: Wish): boolean;
  close(): Promise<void>;
}
