import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** True while all these files, if there are any, are just as the chapter's exercise has them: nothing to judge yet. */
export function isUntouched(root: string, slug: string, seams: string[]): boolean {
  const exercise = join(root, 'chapters', slug, 'exercise');
  return seams.length > 0 && seams.every((seam) => textOf(join(root, seam)) === textOf(join(exercise, seam)));
}

function textOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
