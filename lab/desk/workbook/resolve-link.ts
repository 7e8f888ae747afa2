import { posix } from 'node:path';

/** Where a link of a chapter leads to: a page, a file of the repository, or nowhere that a page may lead to. */
export type LinkTarget =
  | { kind: 'page'; href: string }
  | { kind: 'file'; path: string }
  | { kind: 'nowhere' };

/** Headings must not take the names of the page's own places. */
export const ANCHOR_PREFIX = 'section-';

const NOWHERE: LinkTarget = { kind: 'nowhere' };
const CHAPTER = /^chapters\/(\d{2})-[a-z0-9-]+(?:\/(?:(README|answer)\.md)?)?$/;
const GUIDE = /^chapters\/([A-Za-z-]+)\.md$/;

/** Resolves a link that stands in the file `from` (by its path within the repository). */
export function resolveLink(href: string, from: string): LinkTarget {
  if (/^#[\p{L}\p{N}_-]+$/u.test(href)) return { kind: 'page', href: `#${ANCHOR_PREFIX}${href.slice(1)}` };
  if (/^https?:\/\//i.test(href)) return URL.canParse(href) ? { kind: 'page', href } : NOWHERE;
  // Any other scheme, such as javascript: or data:, and what a browser would read as another host.
  if (/^[a-z][a-z0-9+.-]*:/i.test(href) || href.startsWith('//') || href.includes('\\')) return NOWHERE;
  const [relative = '', anchor] = href.split('#');
  const path = posix.normalize(posix.join(posix.dirname(from), relative));
  if (path.startsWith('../') || posix.isAbsolute(relative)) return NOWHERE;
  return pageOf(path, anchor) ?? { kind: 'file', path };
}

/** The desk's page of a file, where it has one. */
function pageOf(path: string, anchor: string | undefined): LinkTarget | undefined {
  const hash = anchor ? `#${ANCHOR_PREFIX}${anchor}` : '';
  const [, number, file] = CHAPTER.exec(path) ?? [];
  if (number)
    return { kind: 'page', href: `/chapters/${number}${file === 'answer' ? '/answer' : ''}${hash}` };
  const [, guide] = GUIDE.exec(path) ?? [];
  if (guide === 'README') return { kind: 'page', href: '/' };
  return guide === undefined ? undefined : { kind: 'page', href: `/guides/${guide}${hash}` };
}
