import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LabError } from '../../lab/engine/lab-error.ts';
import { drawBy } from '../../lab/incident/draw.ts';
import { matchSuspect } from '../../lab/incident/match-suspect.ts';
import { SUSPECT_IDS, SUSPECTS } from '../../lab/incident/suspects.ts';
import { TROUBLES, troubleOf } from '../../lab/incident/troubles.ts';

const SAID: Record<string, string> = {
  '1': SUSPECT_IDS[0] ?? '',
  ' 13 ': SUSPECT_IDS[12] ?? '',
  'slow-insert': 'slow-insert',
  'INSERT payments': 'slow-insert',
  'UPDATE books waits for a lock': 'row-lock',
  'the clock of the worker': 'wrong-clock',
  'memory leak': 'memory-leak',
  'the connection pool of orders': 'pool-exhausted',
  'dead letters: wrong amounts': 'wrong-amounts',
  'messages vanish': 'messages-vanish',
};

for (const [said, suspect] of Object.entries(SAID)) {
  test(`When somebody says “${said}”, then ${suspect} is meant`, () =>
    assert.equal(matchSuspect(said), suspect));
}

for (const said of ['', '0', '14', 'the moon', 'payments-worker', 'database']) {
  test(`When somebody says “${said}”, then the suspects are listed instead of a guess`, () => {
    assert.throws(
      () => matchSuspect(said),
      (error) => error instanceof LabError && error.exitCode === 2 && error.next.length > 1,
    );
  });
}

test('When a suspect is named in the words of the list, then it is meant', () => {
  for (const id of SUSPECT_IDS) assert.equal(matchSuspect(SUSPECTS[id]), id);
});

test('When the same seed is used again, then the same thing is broken; and every trouble has its seed', () => {
  const drawn = Array.from({ length: 200 }, (_, seed) => drawBy(seed).pick(TROUBLES));
  assert.deepEqual(
    drawn,
    Array.from({ length: 200 }, (_, seed) => drawBy(seed).pick(TROUBLES)),
  );
  assert.equal(new Set(drawn).size, TROUBLES.length);
});

test('When there are troubles, then they are eight at least, each with a suspect and a complaint of its own', () => {
  assert.ok(TROUBLES.length >= 8);
  assert.equal(new Set(TROUBLES.map(({ suspect }) => suspect)).size, TROUBLES.length);
  assert.equal(new Set(TROUBLES.map(({ complaint }) => complaint)).size, TROUBLES.length);
  for (const trouble of TROUBLES) assert.equal(troubleOf(trouble.suspect), trouble);
});

test('When a customer complains, then no part of the lab is named', () => {
  const parts = /storefront|orders?-|worker|gateway|rabbit|queue|postgres|database|span|trace|pool/i;
  for (const { complaint } of TROUBLES) assert.doesNotMatch(complaint, parts);
});
