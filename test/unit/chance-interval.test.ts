import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chanceInterval } from '../../lab/checks/chance-interval.ts';

const RISK = 1 / 10_000;

/** The chances of 0, 1, 2 ... hits, by logarithms of factorials: another way than the one that is tested. */
function chances(draws: number, probability: number): number[] {
  const logs = [0];
  for (let n = 1; n <= draws; n += 1) logs.push((logs[n - 1] ?? 0) + Math.log(n));
  const log = (n: number) => logs[n] ?? 0;
  return Array.from({ length: draws + 1 }, (_, hits) =>
    Math.exp(
      log(draws) -
        log(hits) -
        log(draws - hits) +
        hits * Math.log(probability) +
        (draws - hits) * Math.log(1 - probability),
    ),
  );
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);

for (const [draws, probability] of [
  [20, 0.05],
  [200, 0.1],
  [290, 0.05],
  [1_000, 0.5],
] as const) {
  test(`When ${draws} draws hit with ${probability}, then each side is left once in 20,000 times at most, and one less would be too few`, () => {
    const [least, most] = chanceInterval(draws, probability, RISK);
    const chance = chances(draws, probability);
    assert.ok(sum(chance.slice(0, least)) < RISK / 2);
    assert.ok(sum(chance.slice(0, least + 1)) >= RISK / 2);
    assert.ok(sum(chance.slice(most + 1)) <= RISK / 2);
    assert.ok(sum(chance.slice(most)) > RISK / 2);
  });
}

test('When the chapters on sampling judge a share, then all, none and a wrong share are told from the right one', () => {
  assert.deepEqual(chanceInterval(290, 0.05, RISK), [3, 31]);
  assert.deepEqual(chanceInterval(200, 0.1, RISK), [6, 38]);
});
