// Nothing in this repository builds a program that is under the AGPL: Tempo, Loki, Grafana and k6 come from those who make them.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';

const ROOT = join(import.meta.dirname, '../..');
/** Modules whose code a build would take in. Grafana's libraries under other licences (github.com/grafana/regexp) are none of them. */
const FORBIDDEN =
  /\b(github\.com\/grafana\/(tempo|loki|grafana|k6|mimir|pyroscope)(\/[\w./-]*)?|go\.k6\.io\/x?k6(\/[\w./-]*)?)(?=[\s@"']|$)/g;
/** Images that a Dockerfile could take such a program from, to put it into one of ours. */
const IMAGES = /^(FROM\s+|COPY\s+--from=)\S*grafana\/(tempo|loki|grafana|k6)\b/gim;
/** Sources that a script could fetch to build them. */
const CLONES = /\bgit clone\b.*\bgrafana\/(tempo|loki|grafana|k6)\b/g;

/** What a go.mod, a Dockerfile or a script would build or take in of them. */
function forbiddenIn(path: string, text: string): string[] {
  const name = basename(path);
  if (['go.mod', 'go.sum', 'builder.yaml'].includes(name))
    return [...text.matchAll(FORBIDDEN)].map(([module]) => module);
  const built = text.split('\n').filter((line) => /\bgo (build|install|run|get|mod)\b/.test(line));
  return [
    ...built.flatMap((line) => line.match(FORBIDDEN) ?? []),
    ...(text.match(IMAGES) ?? []),
    ...(text.match(CLONES) ?? []),
  ];
}

function filesThatBuild(): string[] {
  return execFileSync('git', ['ls-files'], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((path) =>
      /(^|\/)(go\.(mod|sum)|Dockerfile[\w.-]*|package\.json|Makefile)$|\.(sh|ts|js|go|ya?ml)$|^\.ci\//.test(
        path,
      ),
    )
    .filter((path) => path !== 'test/unit/no-copyleft-sources.test.ts');
}

test('When everything that builds is read, then nothing builds Tempo, Loki, Grafana or k6', () => {
  const files = filesThatBuild();
  for (const expected of [
    'deploy/local/jaeger/go.mod',
    'services/Dockerfile',
    '.ci/run',
    'deploy/local/otelcol-contrib/builder.yaml',
  ])
    assert.ok(files.includes(expected), expected);
  assert.deepEqual(
    files.flatMap((path) => forbiddenIn(path, readFileSync(join(ROOT, path), 'utf8'))),
    [],
  );
});

for (const [path, text, found] of [
  [
    'deploy/local/tempo/go.mod',
    'tool github.com/grafana/tempo/cmd/tempo\n',
    'github.com/grafana/tempo/cmd/tempo',
  ],
  [
    'deploy/local/x/go.mod',
    'require (\n\tgithub.com/grafana/loki/v3 v3.7.8 // indirect\n)\n',
    'github.com/grafana/loki/v3',
  ],
  ['deploy/local/k6/go.sum', 'go.k6.io/k6/v2 v2.2.0 h1:x=\n', 'go.k6.io/k6/v2'],
  ['scripts/build.sh', 'go install go.k6.io/k6@v1.0.0\n', 'go.k6.io/k6'],
  ['package.json', '"own": "go run go.k6.io/xk6@v1.0.0 build"\n', 'go.k6.io/xk6'],
  ['deploy/own/Dockerfile', 'FROM grafana/loki:3.7.8\n', 'FROM grafana/loki'],
  ['services/Dockerfile', 'COPY --from=grafana/k6:2.2.0 /usr/bin/k6 /\n', 'COPY --from=grafana/k6'],
  [
    'scripts/own.sh',
    'git clone https://github.com/grafana/tempo x\n',
    'git clone https://github.com/grafana/tempo',
  ],
] as const)
  test(`When ${path} takes one of them in, then it is found`, () => {
    assert.deepEqual(forbiddenIn(path, text), [found]);
  });

test('When a module has a library of theirs under another licence, or a page names an image, then that is not one', () => {
  assert.deepEqual(forbiddenIn('go.mod', 'require github.com/grafana/regexp v0.0.0\n'), []);
  assert.deepEqual(forbiddenIn('docs.ts', 'docker run grafana/k6:2.2.0 run x.ts\n'), []);
});
