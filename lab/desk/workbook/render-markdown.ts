import { Marked, type Tokens } from 'marked';
import { escapeHtml } from './escape-html.ts';
import { ANCHOR_PREFIX, resolveLink } from './resolve-link.ts';

/** What a chapter may say in HTML: everything else in it is shown as it was typed. */
const KNOWN_TAG = /^<\/?(details|summary|kbd)>$/;
/** Blocks in these languages are typed into a terminal, and so are those in none that begin like this. */
const TERMINAL = ['sh', 'bash', 'console', 'shell'];
const COMMAND = /^(\$ |npx |npm |docker |curl |git |cd )/;

/**
 * A chapter's page as HTML that is safe to show: no tag but its own, no link but to the web, to another chapter, or within
 * the page. `path`: the file it stands in, within the repository.
 */
export function renderMarkdown(markdown: string, path: string): string {
  const marked = new Marked({
    async: false,
    gfm: true,
    renderer: {
      html: ({ text }) => keepKnownTags(text),
      text(token) {
        return 'tokens' in token && token.tokens
          ? this.parser.parseInline(token.tokens)
          : escapeText(token.text);
      },
      heading({ tokens, depth, text }) {
        return `<h${depth} id="${anchorOf(text)}">${this.parser.parseInline(tokens)}</h${depth}>\n`;
      },
      link({ href, tokens }) {
        return linkTo(href, path, this.parser.parseInline(tokens));
      },
      image: ({ text }) => escapeHtml(text),
      code: codeBlock,
      table(token) {
        const cells = (row: Tokens.TableCell[], tag: string) =>
          row.map((cell) => `<${tag}>${this.parser.parseInline(cell.tokens)}</${tag}>`).join('');
        const rows = token.rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
        const head = `<thead><tr>${cells(token.header, 'th scope="col"').replaceAll('</th scope="col">', '</th>')}</tr></thead>`;
        return `<div class="table" tabindex="0" role="group" aria-label="Table"><table>${head}<tbody>${rows}</tbody></table></div>\n`;
      },
    },
  });
  return marked.parse(markdown) as string;
}

function keepKnownTags(html: string): string {
  return html
    .split(/(<[^>]*>)/)
    .map((part) => (KNOWN_TAG.test(part) ? part : escapeHtml(part)))
    .join('');
}

/** What is written as an entity stays one. */
function escapeText(text: string): string {
  return text
    .split(/(&(?:#\d{1,7}|#x[a-f0-9]{1,6}|[a-z]\w{1,30});)/i)
    .map((part, at) => (at % 2 === 1 ? part : escapeHtml(part)))
    .join('');
}

/** The id of a heading, as links within a page name it. */
function anchorOf(heading: string): string {
  const name = heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} -]/gu, '')
    .trim();
  return `${ANCHOR_PREFIX}${name.replaceAll(' ', '-')}`;
}

function linkTo(href: string, path: string, text: string): string {
  const target = resolveLink(href, path);
  if (target.kind === 'page') return `<a href="${escapeHtml(target.href)}">${text}</a>`;
  if (target.kind === 'file') {
    const name = escapeHtml(target.path);
    return text.includes(name) ? `<code>${name}</code>` : `${text} (<code>${name}</code>)`;
  }
  return text;
}

function codeBlock({ text, lang = '' }: Tokens.Code): string {
  const language = lang.split(/\s/)[0] ?? '';
  const terminal = language === '' ? COMMAND.test(text) : TERMINAL.includes(language);
  const label = terminal ? 'Commands' : 'Example';
  return `<pre tabindex="0" role="group" aria-label="${label}"${terminal ? ' data-terminal' : ''}><code>${escapeHtml(text)}</code></pre>\n`;
}
