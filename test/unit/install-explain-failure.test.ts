// What Go 1.26 really printed in each of these troubles, shortened.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError } from '../../lab/engine/lab-error.ts';
import { explainGoFailure } from '../../lab/install/explain-go-failure.ts';
import { SOURCES } from '../../lab/install/sources.ts';

function explain(text: string): LabError {
  const source = SOURCES.find(({ part }) => part === 'jaeger');
  assert.ok(source);
  const error = explainGoFailure(source, text.split('\n'));
  assert.ok(error instanceof LabError);
  assert.ok(error.next.length > 0);
  return error;
}

for (const [what, line] of [
  ['a module', 'verifying github.com/grafana/sobek@v0.1.0: checksum mismatch'],
  ['a go.mod', 'verifying github.com/grafana/sobek@v0.1.0/go.mod: checksum mismatch'],
  ['a package', 'a.go:1:2: github.com/grafana/sobek@v0.1.0: verifying module: checksum mismatch'],
] as const) {
  test(`When the checksum of ${what} is wrong, then the module, the file and both sums are named`, () => {
    const { message, next } = explain(
      `go: downloading x v1\n${line}\n\tdownloaded: h1:got=\n\tgo.sum:     h1:want=\n\nSECURITY ERROR\n`,
    );
    assert.match(
      message,
      /github\.com\/grafana\/sobek@v0\.1\.0\S* is not what deploy\/local\/jaeger\/go\.sum says/,
    );
    assert.match(message, /downloaded: h1:got=\n +expected: +h1:want=/);
    assert.match(next.join('\n'), /git diff deploy\/local\/jaeger\/go\.sum/);
  });
}

test('When go.sum lacks an entry, then the file and the package are named', () => {
  const { message } = explain(
    'bundle.go:15:2: missing go.sum entry for module providing package github.com/grafana/sobek (imported by x); to add:',
  );
  assert.match(message, /deploy\/local\/jaeger\/go\.sum is incomplete: .*github\.com\/grafana\/sobek/);
});

test('When the disk is full, then it is said where', () => {
  const { message, next } = explain(
    'unzip /mod/k6.zip: write /cache/mod/k6/a_test.go: no space left on device',
  );
  assert.match(message, /The disk is full \(\/cache\/mod\/k6\/a_test\.go\)/);
  assert.match(next.join('\n'), /df -h/);
});

for (const line of [
  'go.k6.io/k6/v2@v2.2.0: Get "https://proxy/x.zip": dial tcp 127.0.0.1:1: connect: connection refused',
  'go.k6.io/k6/v2@v2.2.0: Get "https://proxy/x.zip": dial tcp: lookup proxy: no such host',
  'go.k6.io/k6/v2@v2.2.0: reading https://proxy/x.zip: 503 Service Unavailable',
  'module lookup disabled by GOPROXY=off',
]) {
  test(`When there is no network (${line.slice(-30)}), then the line of Go is shown`, () => {
    const { message, next } = explain(`go: downloading go.k6.io/k6/v2 v2.2.0\n${line}`);
    assert.equal(message, `Go could not fetch what jaeger is built from:\n  ${line}`);
    assert.match(next.join('\n'), /go env GOPROXY/);
  });
}

test('When the memory does not suffice, then fewer compilers at once are proposed', () => {
  assert.match(explain('esbuild: /go/compile: signal: killed').next.join('\n'), /GOFLAGS=-p=1/);
});

test('When Go fails for another reason, then its last lines are shown', () => {
  assert.match(
    explain('go: downloading x v1\n# x\nx.go:1: undefined: y').message,
    /could not build jaeger:\n {2}# x\n {2}x\.go:1/,
  );
});
