import { join } from 'node:path';
import { plainText, readBytes } from './seam-text.ts';

/** What stands below "Goal" on a chapter's page; empty when nothing does. */
export function readGoal(folder: string): string {
  const page = plainText(readBytes(join(folder, 'README.md')));
  const [, goal = ''] = /^## Goal\n([\s\S]*?)(?=^## |(?![\s\S]))/m.exec(page) ?? [];
  return goal.trim();
}
