import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { listScenarios } from '../../lab/load/list-scenarios.ts';
import { parseLength, parseRate } from '../../lab/load/load-limits.ts';
import { parseDuration } from '../../lab/load/parse-duration.ts';
import { nearestName } from '../../lab/terminal/nearest-name.ts';

test('When scenarios are listed, then each of scripts/load is there with one line that says how much it does', () => {
  const scenarios = listScenarios();
  const names = ['big-orders', 'declined-cards', 'flash-sale', 'smoke', 'soak', 'steady'];
  assert.deepEqual(
    scenarios.map(({ name }) => name),
    names,
  );
  for (const { name, about } of scenarios) assert.match(about, /\d+ .*second.* \d+ (s|min)\b/, name);
});

for (const [text, seconds] of [
  ['30s', 30],
  ['1m30s', 90],
  ['2h', 7_200],
  ['1500ms', 1.5],
  ['0s', 0],
] as const) {
  test(`When a duration is ${text}, then it is ${seconds} seconds`, () => {
    assert.equal(parseDuration(text), seconds);
  });
}

for (const text of ['', '30', 's', '-5s', '5 s', '5d', '1s2', '..s', '1e3s']) {
  test(`When a duration is "${text}", then it is refused`, () => {
    assert.equal(parseDuration(text), undefined);
    assert.throws(() => parseLength(text), InvalidArgumentError);
  });
}

test('When --for is outside of 3 s to 2 h or no whole second, then it is refused', () => {
  assert.deepEqual(['3s', '2h', '5m'].map(parseLength), [3, 7_200, 300]);
  for (const text of ['2s', '2h1s', '3500ms']) assert.throws(() => parseLength(text), InvalidArgumentError);
});

test('When --rate is no whole number from 1 to 500, then it is refused', () => {
  assert.deepEqual(['1', '500'].map(parseRate), [1, 500]);
  for (const text of ['0', '501', '1.5', '-1', '', ' 5', '1e2', '0x10', 'fast']) {
    assert.throws(() => parseRate(text), InvalidArgumentError, text);
  }
});

test('When a name is mistyped, then the nearest one is meant; when it is like none, then none', () => {
  const names = listScenarios().map(({ name }) => name);
  assert.equal(nearestName('smok', names), 'smoke');
  assert.equal(nearestName('flash', names), 'flash-sale');
  assert.equal(nearestName('stedy', names), 'steady');
  assert.equal(nearestName('sok', names), 'soak');
  assert.equal(nearestName('kubernetes', names), undefined);
  assert.equal(nearestName('', names), undefined);
});
