import { listChapterFiles } from './chapter-files.ts';
import type { ChapterState } from './workbook-state.ts';

/** The chapters that have a page, when nothing is known of the learner (yet). */
export function unknownProgress(root: string): ChapterState[] {
  return listChapterFiles(root).map((file) => ({
    ...file,
    minutes: null,
    needs: null,
    engines: null,
    state: 'unknown',
    done: false,
    seams: [],
    hints: [],
    hintCount: 0,
    questions: [],
    problem: null,
  }));
}
