import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeStored } from '../../lab/desk/stored/describe-stored.ts';
import { judgeStored, type StoredFacts, type StoredState } from '../../lab/desk/stored/judge-stored.ts';

const well = { samplesTails: false, queued: 0, lost: 0 };
const facts = (
  stored: number,
  lines: number,
  quietMs: number | null,
  collector: StoredFacts['collector'],
) => ({
  spans: { produced: quietMs === null ? 0 : 17, stored },
  lines: { produced: quietMs === null ? 0 : 4, stored: lines },
  quietMs,
  collector,
});

const CASES: [string, StoredFacts, StoredState, RegExp][] = [
  ['all of it is there', facts(17, 4, 100, well), 'whole', /17 spans in Jaeger, 4 log lines/],
  ['nothing of it is there yet', facts(0, 0, 500, well), 'not-yet', /0 of 17 spans/],
  ['only its lines are on their way', facts(17, 3, 2_000, well), 'not-yet', /3 of 4 log lines/],
  [
    'the Collector holds it',
    facts(0, 0, 9_000, { ...well, queued: 42 }),
    'waiting',
    /42 items wait.*nothing is lost/,
  ],
  [
    'the Collector still decides',
    facts(0, 4, 9_000, { ...well, samplesTails: true }),
    'not-yet',
    /decides.*15 s/,
  ],
  [
    'the Collector has decided',
    facts(0, 4, 30_000, { ...well, samplesTails: true }),
    'sampled-out',
    /sampled out/,
  ],
  [
    'half of a sampled trace is there',
    facts(9, 4, 30_000, { ...well, samplesTails: true }),
    'partly',
    /9 of 17/,
  ],
  ['the Collector has given up', facts(9, 4, 9_000, { ...well, lost: 8 }), 'lost', /given up 8 items/],
  ['half of it is there, and nobody says why', facts(9, 4, 9_000, null), 'partly', /Only 9 of 17 spans/],
  ['nothing is there, and nobody says why', facts(0, 0, 9_000, well), 'unknown', /npx lab doctor/],
  ['the desk no longer has it', facts(17, 4, null, well), 'only-stored', /no longer .* Jaeger has 17 spans/],
  ['nobody has it', facts(0, 0, null, well), 'nowhere', /Neither the desk nor Jaeger/],
];

for (const [when, given, state, says] of CASES)
  test(`When ${when}, then it is ${state}`, () => {
    assert.equal(judgeStored(given), state);
    assert.match(describeStored(state, given, 'Jaeger'), says);
  });
