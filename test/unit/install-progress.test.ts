import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { describeStep } from '../../lab/install/describe-step.ts';
import { isAtLeast } from '../../lab/install/is-at-least.ts';
import { SOURCES, type Source } from '../../lab/install/sources.ts';
import { timeLeft } from '../../lab/install/time-left.ts';

function source(part: Source['part']): Source {
  const found = SOURCES.find((each) => each.part === part);
  assert.ok(found);
  return { ...found, seconds: 600 };
}

test('When nothing has passed, then the time left is what was measured', () => {
  assert.equal(timeLeft(0, 0, 600), 600);
  assert.equal(timeLeft(0, 90, 600), 600);
});

test('When a tenth has passed, then the pace of this machine counts alone', () => {
  assert.equal(Math.round(timeLeft(0.1, 300, 600)), 2_700);
  assert.equal(Math.round(timeLeft(0.5, 100, 600)), 100);
  assert.equal(timeLeft(1, 700, 600), 0);
});

test('When packages are compiled, then their number and the time left are shown, and what comes after', () => {
  const step = { doing: 'compiling', done: 50, packages: 100, cached: 0 } as const;
  assert.equal(
    describeStep(source('jaeger'), step, 120, [source('collector')]),
    'jaeger: compiling 50 of 100 packages, about 2 min left; then collector (10 min on two idle cores)',
  );
});

test('When most is in Go’s cache already, then only the rest is expected', () => {
  const step = { doing: 'compiling', done: 0, packages: 100, cached: 900 } as const;
  assert.match(describeStep(source('jaeger'), step, 0, []), /compiling 0 of 100 packages, about 1 min left$/);
});

test('When versions of Go are compared, then number by number', () => {
  assert.ok(isAtLeast('1.26.8', '1.26.5'));
  assert.ok(isAtLeast('1.26', '1.26.0'));
  assert.ok(isAtLeast('1.27rc1', '1.26.5'));
  assert.ok(!isAtLeast('1.9.7', '1.26.0'));
  assert.ok(!isAtLeast('1.26.4', '1.26.5'));
});

test('When a source names a version, then its go.mod pins it', () => {
  for (const { folder, version, programs } of SOURCES) {
    const goMod = readFileSync(join(folder, 'go.mod'), 'utf8');
    // Prometheus numbers its module 0.315.0 for 3.15.0.
    const pinned = version.replace(/^3\.(\d+)\.(\d+)$/, '(3.$1.$2|0.3$1.$2)');
    assert.match(goMod, new RegExp(`\\sv?\\S*${pinned}(\\s|$)`, 'm'), folder);
    for (const program of programs) {
      if (program.package !== '.') assert.ok(goMod.includes(program.package), program.package);
    }
  }
});
