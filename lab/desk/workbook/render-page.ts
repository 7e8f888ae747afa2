import type { ChapterFile } from './chapter-files.ts';
import { escapeHtml } from './escape-html.ts';
import { renderMarkdown } from './render-markdown.ts';

/** Where one can go from a text's end. */
export type Neighbours = Partial<Record<'before' | 'chapter' | 'after', ChapterFile | undefined>>;

/**
 * Fills a page with a text that stands in the file `path` of the repository, or says that there is none. `neighbours`: the
 * chapters that come before and after it, and the one that it belongs to.
 */
export function renderPage(
  template: string,
  found: { text: string; path: string } | null,
  neighbours: Neighbours,
): string {
  const { text, path } = found ?? {
    text: '# There is no such page\n\nAll chapters are in [the list](README.md).',
    path: 'chapters/README.md',
  };
  const title = /^# +(.+)$/m.exec(text)?.[1]?.replaceAll('`', '') ?? path;
  const parts: Record<string, string> = {
    title: escapeHtml(title),
    text: renderMarkdown(text, path),
    neighbours: renderNeighbours(neighbours),
  };
  return template.replace(/<!--(title|text|neighbours)-->/g, (_mark, name: string) => parts[name] ?? '');
}

function renderNeighbours({ before, chapter, after }: Neighbours): string {
  const link = (to: ChapterFile | undefined, label: string, name: string) =>
    to
      ? `<a class="${name}" href="/chapters/${to.number}"><span>${label}</span> ${escapeHtml(`${to.number} ${to.title}`)}</a>`
      : '';
  const links = [
    link(before, 'Before', 'before'),
    link(chapter, 'Back to', 'before'),
    link(after, 'Next', 'after'),
  ].join('');
  return links && `<nav class="neighbours" aria-label="Chapters from here">${links}</nav>`;
}
