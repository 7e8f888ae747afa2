import { listChapterFiles } from './chapter-files.ts';
import type { Workbook } from './workbook.ts';
import type { WorkbookState } from './workbook-state.ts';

/** The workbook where no command can be run (the desk's container): the chapters' text, and nothing known of the learner. */
export function readOnlyWorkbook(root: string): Workbook {
  return { state: () => readOnlyState(root), act: () => false, close: async () => {} };
}

function readOnlyState(root: string): WorkbookState {
  const unknown = {
    minutes: null,
    needs: null,
    state: 'unknown' as const,
    done: false,
    seams: [],
    hints: [],
    hintCount: 0,
    questions: [],
    problem: null,
  };
  return {
    mode: 'read-only',
    active: null,
    chapters: listChapterFiles(root).map((file) => ({ ...file, ...unknown })),
    running: null,
    waiting: [],
    verdicts: {},
    notes: {},
    ownTraces: {},
    watchedElsewhere: false,
    problem: null,
  };
}
