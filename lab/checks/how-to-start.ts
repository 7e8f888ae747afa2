import type { Chapter } from './chapter.ts';

/** The command that starts a lab with all that the chapter needs. */
export function howToStart({ needs, engines }: Pick<Chapter, 'needs' | 'engines'>): string {
  const [engine] = engines ?? [];
  // A cluster has always all of it.
  const full = needs === 'full' && engine !== 'kind' ? ' --full' : '';
  return `npx lab up${engine ? ` --engine ${engine}` : ''}${full}`;
}
