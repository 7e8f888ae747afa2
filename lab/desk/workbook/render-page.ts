import type { ChapterFile } from './chapter-files.ts';
import { escapeHtml } from './escape-html.ts';
import { renderMarkdown } from './render-markdown.ts';

/**
 * Fills a page with a text that stands in the file `path` of the repository, or says that there is none. `neighbours`: the
 * chapters that come before and after it.
 */
export function renderPage(
  template: string,
  found: { text: string; path: string } | null,
  neighbours: { before?: ChapterFile | undefined; after?: ChapterFile | undefined },
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

function renderNeighbours({ before, after }: Parameters<typeof renderPage>[2]): string {
  const link = (chapter: ChapterFile | undefined, label: string, name: string) =>
    chapter
      ? `<a class="${name}" href="/chapters/${chapter.number}"><span>${label}</span> ${escapeHtml(`${chapter.number} ${chapter.title}`)}</a>`
      : '';
  return link(before, 'Before', 'before') + link(after, 'Next', 'after');
}
