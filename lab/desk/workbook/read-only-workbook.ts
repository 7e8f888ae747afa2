import { unknownProgress } from './unknown-progress.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookState } from './workbook-state.ts';

/** The workbook where no command can be run (the desk's container): the chapters' text, and nothing known of the learner. */
export function readOnlyWorkbook(root: string): Workbook {
  return { state: () => readOnlyState(root), look: () => {}, act: () => false, close: async () => {} };
}

function readOnlyState(root: string): WorkbookState {
  return {
    mode: 'read-only',
    active: null,
    chapters: unknownProgress(root),
    running: null,
    waiting: [],
    verdicts: {},
    notes: {},
    ownTraces: {},
    watchedElsewhere: false,
    problem: null,
  };
}
