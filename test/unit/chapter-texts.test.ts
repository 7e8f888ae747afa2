// The pages of the chapters: their shape, their length, and that whatever they name exists.
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';

import { discoverChapters, isLoaded } from '../../lab/chapters/discover-chapters.ts';

const ROOT = join(import.meta.dirname, '../..');
const HEADINGS = ['Goal', 'Why', 'Look', 'Your task', 'Verify', 'Questions', 'Next'];
const pages = globSync('chapters/*/README.md', { cwd: ROOT }).sort();
const texts = [
  ...pages,
  ...globSync('chapters/*/answer.md', { cwd: ROOT }),
  ...globSync('chapters/*.md', { cwd: ROOT }),
  'README.md',
];
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** All that a name in prose may come from: the product, its configuration, and what its telemetry is tested for. */
const sources = globSync(
  [
    'services/**/*.{ts,js,sql}',
    'deploy/**/*.{yaml,env,json,md}',
    'lab/**/*.ts',
    'scripts/**/*.ts',
    'chapters/**/*.{ts,yaml}',
    'test/telemetry/*.ts',
    'test/stack/*.ts',
    '.env',
    'docker-compose.yml',
    'package.json',
    // The variables of the specification, as the SDK reads them.
    'node_modules/@opentelemetry/{sdk-node,configuration,core}/dist/**/*.mjs',
  ],
  { cwd: ROOT },
)
  .map(read)
  .join('\n');

/** Text without its code blocks. */
const prose = (markdown: string) => markdown.replaceAll(/^```[\s\S]*?^```$/gm, '');
const inline = (markdown: string) =>
  [...prose(markdown).matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

test('When the pages are read, then there are pages', () => {
  assert.ok(pages.length >= 1, 'chapters/*/README.md');
});

for (const page of pages) {
  test(`When ${page} is read, then it has the headings in their order and 400 to 900 words`, () => {
    const markdown = read(page);
    const found = [...markdown.matchAll(/^## (.+)$/gm)]
      .map(([, heading]) => heading)
      .filter((heading) => HEADINGS.includes(heading ?? ''));
    assert.deepEqual(found, HEADINGS);
    // Of what is typed in two ways, a reader reads one.
    const words = markdown.replaceAll(/^```sh stores=open[\s\S]*?^```$/gm, '').split(/\s+/).length;
    assert.ok(words >= 400 && words <= 900, `${words} words`);
  });

  test(`When ${page} asks questions, then their answers are folded`, () => {
    const [, questions = ''] = read(page).split(/^## Questions$/m);
    const folded = questions.match(/<details>\s*<summary>[^<]+\?<\/summary>/g) ?? [];
    assert.ok(folded.length >= 2 && folded.length <= 4, `${folded.length} folded answers`);
  });
}

for (const path of texts) {
  test(`When ${path} links to a file, then the file is there`, () => {
    const links = [...prose(read(path)).matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)].map(
      ([, target = '']) => target,
    );
    const missing = links.filter(
      (link) => !/^https?:/.test(link) && !existsSync(join(ROOT, dirname(path), link)),
    );
    assert.deepEqual(missing, []);
  });

  test(`When ${path} names a file of the repository, then it exists`, () => {
    const named = inline(read(path)).filter((code) =>
      /^(services|deploy|lab|chapters|scripts|test)\/[\w./-]+$/.test(code),
    );
    assert.deepEqual(
      named.filter((code) => !existsSync(join(ROOT, code))),
      [],
    );
  });

  test(`When ${path} names an attribute, a metric or a variable, then the product knows it`, () => {
    const isName =
      /^([a-z][a-z0-9_]*(\.[a-z0-9_]+)+|[a-z][a-z0-9]*(_[a-z0-9]+){2,}|[A-Z][A-Z0-9]*_[A-Z0-9_]+)$/;
    const named = inline(read(path)).filter(
      (code) => isName.test(code) && !existsSync(join(ROOT, dirname(path), code)),
    );
    assert.deepEqual(
      named.filter((code) => !sources.includes(code)),
      [],
    );
  });

  test(`When ${path} names a span, then a checkout has it`, () => {
    const spans = inline(read(path)).filter((code) =>
      /^(publish|process|validate|charge|INSERT|UPDATE|SELECT|DELETE|POST|GET) [a-z/]/.test(code),
    );
    assert.deepEqual(
      spans.filter((code) => !sources.includes(code) && !sources.includes(code.replace(/^\w+ /, ''))),
      [],
    );
  });
}

test('When the table of the chapters is read, then it says what each check.ts says', async () => {
  const found = await discoverChapters(ROOT);
  assert.deepEqual(
    found.filter((chapter) => !isLoaded(chapter)),
    [],
  );
  const rows = [
    ...read('chapters/README.md').matchAll(
      /^\| (\d\d) +\| \[(.+?)\]\((.+?)\/README\.md\) .*\| +(\d+) \| ([a-z, ]+?) +\|$/gm,
    ),
  ];
  assert.deepEqual(
    rows.map(([, number, title, slug, minutes, needs]) => [number, title, slug, Number(minutes), needs]),
    found
      .filter(isLoaded)
      .map(({ number, slug, chapter: { title, minutes, needs, engines } }) => [
        number,
        title,
        slug,
        minutes,
        engines?.join(', ') ?? needs,
      ]),
  );
});

test('When a page begins, then with the number, the title and the minutes of its check.ts', async () => {
  for (const { number, slug, chapter } of (await discoverChapters(ROOT)).filter(isLoaded)) {
    const [head, , time] = read(`chapters/${slug}/README.md`).split('\n');
    assert.equal(head, `# ${number} ${chapter.title}`);
    assert.match(time ?? '', new RegExp(`^About ${chapter.minutes} minutes\\b`), slug);
  }
});
