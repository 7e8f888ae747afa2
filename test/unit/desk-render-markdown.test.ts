import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { renderMarkdown } from '../../lab/desk/workbook/render-markdown.ts';
import { resolveLink } from '../../lab/desk/workbook/resolve-link.ts';

const PAGE = 'chapters/05-across-the-queue/README.md';

for (const [href, expected] of [
  ['#your-task', { kind: 'page', href: '#section-your-task' }],
  ['https://www.w3.org/TR/trace-context/', { kind: 'page', href: 'https://www.w3.org/TR/trace-context/' }],
  ['../06-lost-in-the-outbox/README.md', { kind: 'page', href: '/chapters/06' }],
  ['../06-lost-in-the-outbox/', { kind: 'page', href: '/chapters/06' }],
  ['../06-lost-in-the-outbox/README.md#look', { kind: 'page', href: '/chapters/06#section-look' }],
  ['answer.md', { kind: 'page', href: '/chapters/05/answer' }],
  ['../README.md', { kind: 'page', href: '/' }],
  ['../GLOSSARY.md#span', { kind: 'page', href: '/guides/GLOSSARY#section-span' }],
  ['../../services/shared/trace-context.ts', { kind: 'file', path: 'services/shared/trace-context.ts' }],
  ['check.ts', { kind: 'file', path: 'chapters/05-across-the-queue/check.ts' }],
  ['../../../etc/passwd', { kind: 'nowhere' }],
  ['/etc/passwd', { kind: 'nowhere' }],
  ['//evil.example', { kind: 'nowhere' }],
  ['\\\\evil.example', { kind: 'nowhere' }],
  ['javascript:alert(1)', { kind: 'nowhere' }],
  ['JavaScript:alert(1)', { kind: 'nowhere' }],
  ['data:text/html,x', { kind: 'nowhere' }],
] as const) {
  test(`When a chapter links to ${href}, then it leads to ${JSON.stringify(expected)}`, () => {
    assert.deepEqual(resolveLink(href, PAGE), expected);
  });
}

test('When a file of the repository is linked, then its path stands there once, as code', () => {
  const file = '../../services/shared/trace-context.ts';
  const path = '<code>services/shared/trace-context.ts</code>';
  assert.match(
    renderMarkdown(`Open [services/shared/trace-context.ts](${file}).`, PAGE),
    new RegExp(`Open ${path}\\.`),
  );
  assert.match(
    renderMarkdown(`Open [\`services/shared/trace-context.ts\`](${file}).`, PAGE),
    new RegExp(`Open ${path}\\.`),
  );
  assert.match(renderMarkdown(`Open [it](${file}).`, PAGE), new RegExp(`Open it \\(${path}\\)\\.`));
});

test('When details hold paragraphs, then they stay folded and their text is rendered', () => {
  const html = renderMarkdown(
    '<details>\n<summary>Why `x`?</summary>\n\nBecause of *it*.\n\n</details>\n',
    PAGE,
  );
  assert.match(
    html,
    /<details>\s*<summary>Why `x`\?<\/summary>\s*<p>Because of <em>it<\/em>\.<\/p>\s*<\/details>/,
  );
});

test('When a block is typed into a terminal, then it is marked, whether fenced or indented', () => {
  for (const block of ['```sh\nnpx lab check\n```', '```console\n$ npx lab check\n```', '    npx lab check'])
    assert.match(renderMarkdown(`Type:\n\n${block}\n`, PAGE), /data-terminal/);
  assert.doesNotMatch(renderMarkdown('```text\nWrong\n```', PAGE), /data-terminal/);
});

test('When a page holds any markup, then only known tags come out, without attributes of their own', () => {
  const piece = fc.constantFrom(
    '<script>',
    '</script>',
    '<img src=x onerror=y>',
    '<details open>',
    '<details>',
    '</details>',
    '<summary>',
    '<svg/onload=x>',
    '[a](javascript:x)',
    '![b](x"y)',
    '[c](<../../a"b.ts>)',
    '`',
    '```',
    '"',
    "'",
    '&lt;',
    '<',
    '>',
    '\n\n',
    '\n',
    ' ',
    '# ',
    '| a |\n|---|\n',
    '<!--',
    '-->',
    '<a href="x">',
    'text',
    '<b\n',
    '\\',
    '<https://x.example/"y>',
  );
  const known =
    /^<(\/?(h[1-6]|p|ul|ol|li|em|strong|del|code|pre|table|thead|tbody|tr|th|td|blockquote|details|summary|kbd|a|div)|hr|br)( (id|href|tabindex|role|aria-label|scope|class|start)="[^"<>]*"| data-terminal)*>$/;
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const html = renderMarkdown(pieces.join(''), PAGE);
      for (const [tag] of html.matchAll(/<[^>]*>/g)) assert.match(tag, known);
      for (const [, href = ''] of html.matchAll(/href="([^"]*)"/g))
        assert.match(href, /^(https?:\/\/|\/(chapters|guides)\/|\/$|#)/);
    }),
    { numRuns: 500 },
  );
});
