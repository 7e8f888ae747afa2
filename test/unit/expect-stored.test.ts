// What is said of a crowd's stored traces, by crowds that nobody has driven.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import type { Expectation, Stage } from '../../lab/checks/chapter.ts';
import type { CollectorDecisions } from '../../lab/checks/crowd/collector-decisions.ts';
import { countJudged } from '../../lab/checks/crowd/count-judged.ts';
import type { CrowdCheckout } from '../../lab/checks/crowd/crowd-plan.ts';
import type { Crowd } from '../../lab/checks/crowd/gather-crowd.ts';
import { tookLonger } from '../../lab/checks/crowd/took-longer.ts';
import type { Evidence } from '../../lab/checks/evidence.ts';
import { allStored, explainLoss } from '../../lab/checks/expect/all-stored.ts';
import { followsCaller } from '../../lab/checks/expect/follows-caller.ts';
import { lossCounted } from '../../lab/checks/expect/loss-counted.ts';
import { noHalfTraces } from '../../lab/checks/expect/no-half-traces.ts';
import { sharedOut } from '../../lab/checks/expect/shared-out.ts';
import { storedShare } from '../../lab/checks/expect/stored-share.ts';
import type { Span } from '../../lab/desk/telemetry-types.ts';
import { LabError } from '../../lab/engine/lab-error.ts';
import { aCheckout, aSpan } from './desk-spans.ts';

const look = 'a/file.yaml';
const QUIET: CollectorDecisions = { begun: 0, held: 0, droppedEarly: 0, lateSpans: 0, kept: {}, queued: 0 };
const half = aCheckout().filter(({ service }) => service !== 'payments-worker');
const slow = [aSpan(1, null, { durationMs: 900 })];

/** `late`: what Tempo has of every trace that is asked for again. */
function crowdOf(
  groups: Record<string, readonly (readonly Span[])[]>,
  decisions = QUIET,
  { begunByEach = [], late }: { begunByEach?: number[]; late?: readonly Span[] } = {},
): Crowd {
  const all = Object.entries(groups).flatMap(([group, members]) =>
    members.map((stored, index): CrowdCheckout => {
      const traceId = `${group}${index}`.padEnd(32, '0');
      return { group, orderId: traceId, traceId, stored: [...stored] };
    }),
  );
  return {
    drive: async () => {},
    checkouts: (group) => all.filter((checkout) => !group || checkout.group === group),
    decisions: () => decisions,
    begunByEach: () => begunByEach,
    lookAgain: async (checkouts) => {
      for (const checkout of checkouts) if (late) checkout.stored = [...late];
    },
  };
}

const times = (count: number, spans: Span[]) => Array.from({ length: count }, () => spans);

/** A desk that has every trace, or none. */
async function deskThat(has: boolean, t: TestContext): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(has ? 200 : 404).end(JSON.stringify({ spans: aCheckout() }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(() => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const judged = async ({ judge }: Expectation, desk = '') =>
  judge({ addresses: { desk }, checkouts: [] } as unknown as Evidence);

const share = { share: 0.05, what: 'ordinary checkouts', look, unless: tookLonger(500) };
const kept = (count: number, of = 250) => ({
  ordinary: [...times(count, aCheckout()), ...times(of - count, [])],
});

for (const [count, diagnosis] of [
  [1, 'stored-too-little'],
  [2, undefined],
  [28, undefined],
  [29, 'stored-too-much'],
  [250, 'stored-too-much'],
] as const)
  test(`When ${count} of 250 are stored where 5 % should be, then it is ${diagnosis ?? 'right'}`, async () => {
    const finding = await judged(storedShare(crowdOf(kept(count)), 'ordinary', share));
    assert.equal(finding?.diagnosis, diagnosis);
    if (finding) assert.match(finding.expected, /250 ordinary checkouts are stored: 2 to 28/);
  });

for (const [count, found] of [
  [29, '29 of 250 are stored: 11.6 %. Some are.'],
  [250, 'All 250 are stored. All are.'],
  [0, 'None is stored, though all were sent. Some are.'],
] as const)
  test(`When ${count} of 250 are stored, then the chapter's own reason stands behind it`, async (t) => {
    const desk = await deskThat(true, t);
    const wish = { ...share, why: (all: boolean) => (all ? 'All are.' : 'Some are.') };
    assert.equal((await judged(storedShare(crowdOf(kept(count)), 'ordinary', wish), desk))?.found, found);
  });

for (const [produced, found] of [
  [true, /though all were sent/],
  [false, /none was even sent/],
] as const)
  test(`When none is stored and they were ${produced ? '' : 'not even '}sent, then that is said`, async (t) => {
    const finding = await judged(
      storedShare(crowdOf(kept(0)), 'ordinary', share),
      await deskThat(produced, t),
    );
    assert.equal(finding?.diagnosis, 'stored-too-little');
    assert.match(finding.found, found);
  });

test('When ordinary ones were slow, then they do not count', async () => {
  const ordinary = [...times(50, slow), ...times(10, aCheckout()), ...times(190, [])];
  assert.equal(await judged(storedShare(crowdOf({ ordinary }), 'ordinary', share)), undefined);
});

for (const [what, ordinary] of [
  ['all were slow', times(250, slow)],
  ['so many were slow that none stored proves nothing', [...times(100, slow), ...times(150, [])]],
] as const)
  test(`When ${what}, then the machine is to blame`, async () => {
    await assert.rejects(judged(storedShare(crowdOf({ ordinary }), 'ordinary', share)), LabError);
  });

test('When a stored trace ends at a queue, then it is half a trace, and the others are not', async () => {
  const finding = await judged(noHalfTraces(crowdOf({ a: [aCheckout(), half, []] }), { look }));
  assert.equal(finding?.diagnosis, 'half-trace');
  const crowded = crowdOf({ a: [aCheckout(), half, []] }, { ...QUIET, droppedEarly: 5 });
  const thrownOut = await judged(noHalfTraces(crowded, { look }));
  assert.equal(thrownOut?.diagnosis, 'thrown-out-undecided');
  assert.match(thrownOut.found, /^1 of 2 .* threw 5 traces out .* num_traces/);
  assert.match(finding.found, /^1 of 2 stored traces are not whole/);
  assert.equal(await judged(noHalfTraces(crowdOf({ a: [aCheckout(), []] }), { look })), undefined);
});

test('When the last spans come after the stores were read, then nobody is blamed', async () => {
  const half = aCheckout().slice(0, 3);
  const crowd = () => crowdOf({ a: [aCheckout(), half, []], b: [] }, QUIET, { late: aCheckout() });
  assert.equal(await judged(noHalfTraces(crowd(), { look })), undefined);
  assert.equal(await judged(allStored(crowd(), 'a', { what: 'checkouts', look })), undefined);
  const decided = { recorded: 'a', notRecorded: 'b', look };
  assert.equal(await judged(followsCaller(crowd(), decided)), undefined);
});

for (const [what, yes, no, found] of [
  ['does as its caller', times(3, aCheckout()), times(3, []), undefined],
  [
    'drops what the caller records',
    [aCheckout(), [], []],
    times(3, []),
    /2 of them are not.*your part is missing/,
  ],
  ['records what the caller does not', times(3, aCheckout()), [[], aCheckout()], /1 of them are/],
] as const)
  test(`When the shop ${what}, then that is said`, async () => {
    const crowd = crowdOf({ yes, no });
    const finding = await judged(followsCaller(crowd, { recorded: 'yes', notRecorded: 'no', look }));
    assert.equal(finding?.diagnosis, found && 'half-trace');
    if (found) assert.match(finding?.found ?? '', found);
  });

test('When one of a group is missing that the desk has, then the decision is to blame, with its counters', async (t) => {
  const decisions = { ...QUIET, kept: { rest: 3 } };
  const crowd = crowdOf({ failed: [aCheckout(), []] }, decisions);
  const finding = await judged(
    allStored(crowd, 'failed', { what: 'failed checkouts', look }),
    await deskThat(true, t),
  );
  assert.equal(finding?.diagnosis, 'sampled-out');
  assert.match(finding.found, /1 of them are not.*What its policies kept: rest 3/);
});

test('When what is missing never came to the Collector, then nobody is blamed for a decision', async (t) => {
  const crowd = crowdOf({ failed: [[]] });
  const wish = { what: 'failed checkouts', look };
  await assert.rejects(judged(allStored(crowd, 'failed', wish), await deskThat(false, t)), LabError);
});

for (const [what, decisions, diagnosis, text] of [
  [
    'traces were thrown out',
    { droppedEarly: 5, held: 3, lateSpans: 9 },
    'thrown-out-undecided',
    /num_traces/,
  ],
  ['traces are still held', { held: 3, lateSpans: 9 }, 'not-stored', /holds 3 traces back/],
  ['spans came late', { lateSpans: 9, kept: { rest: 1 } }, 'sampled-out', /9 spans came only after.*rest 1/],
  ['no policy wanted it', { kept: {} }, 'sampled-out', /there are none/],
] as const)
  test(`When ${what}, then the loss is explained by that`, () => {
    const [said, why] = explainLoss({ ...QUIET, ...decisions });
    assert.equal(said, diagnosis);
    assert.match(why, text);
  });

test('When failures are lost, then the note counts and names them, and nothing is demanded', async () => {
  const expectation = lossCounted(crowdOf({ failed: [aCheckout(), [], []] }), 'failed', 'failed checkouts');
  assert.equal(await judged(expectation), undefined);
  const note = expectation.note?.({} as Evidence) ?? '';
  assert.match(note, /^2 of 3 failed checkouts left no trace: failed10…, failed20…$/);
  const many = lossCounted(crowdOf({ failed: [[], [], [], [], []] }), 'failed', 'failed checkouts');
  assert.match(many.note?.({} as Evidence) ?? '', /^5 of 5 .* no trace: \w{8}…, \w{8}…, \w{8}… and 2 more$/);
});

for (const [begun, diagnosis] of [
  [[150, 160], undefined],
  [[160, 170], undefined],
  [[300, 290], 'half-trace'],
  [[300, 2], 'gateway-idle'],
  [[0, 0], 'not-stored'],
] as const)
  test(`When of 300 traces the gateways have judged ${begun.join(' and ')}, then it is ${diagnosis ?? 'right'}`, async () => {
    const finding = await judged(
      sharedOut(() => crowdOf(kept(20, 300), QUIET, { begunByEach: [...begun] }), { look }),
    );
    assert.equal(finding?.diagnosis, diagnosis);
    if (finding) assert.match(finding.found, new RegExp(begun.join(' and ')));
  });

for (const [what, begun, groups, isCountedAgain] of [
  ['judged too many, and all that is stored is whole', [253, 259], kept(20, 300), true],
  ['judged too many, and some are stored by half', [253, 259], { a: times(300, half) }, false],
  ['judged no more than there are', [150, 160], kept(20, 300), false],
] as const)
  test(`When the gateways have ${what}, then ${isCountedAgain ? 'a few are counted again' : 'that counts'}`, async () => {
    const driven: string[] = [];
    const noting = (name: string, crowd: Crowd): Crowd => ({
      ...crowd,
      drive: async () => void driven.push(name),
    });
    const crowd = noting('crowd', crowdOf(groups, QUIET, { begunByEach: [...begun] }));
    const few = noting('few', crowdOf(kept(3, 57), QUIET, { begunByEach: [28, 32] }));
    const { drive, counted } = countJudged(crowd, few);
    await drive({ say: () => {} } as unknown as Stage);
    assert.deepEqual(driven, isCountedAgain ? ['crowd', 'few'] : ['crowd']);
    assert.equal(counted(), isCountedAgain ? few : crowd);
  });

test('When few were counted in the run before, then the next one begins with the crowd', async () => {
  const begunByEach = [253, 259];
  const crowd = { ...crowdOf(kept(20, 300), QUIET, { begunByEach }), drive: async () => {} };
  const few = { ...crowdOf(kept(3, 57), QUIET), drive: async () => {} };
  const { drive, counted } = countJudged(crowd, few);
  const stage = { say: () => {} } as unknown as Stage;
  await drive(stage);
  begunByEach.splice(0, 2, 150, 160);
  await drive(stage);
  assert.equal(counted(), crowd);
});

test('When there is only one gateway, then nobody can be wrong about sharing', async () => {
  await assert.rejects(
    judged(sharedOut(() => crowdOf(kept(20), QUIET, { begunByEach: [250] }), { look })),
    LabError,
  );
});

test('When traces are missing and the file under test is what sends them, then it is not the lab', async (t) => {
  const desk = await deskThat(false, t);
  const crowd = crowdOf({ failed: [[]] });
  await assert.rejects(
    judged(allStored(crowd, 'failed', { what: 'failed checkouts', look }), desk),
    LabError,
  );
  const finding = await judged(
    allStored(crowd, 'failed', { what: 'failed checkouts', look, sends: true }),
    desk,
  );
  assert.equal(finding?.diagnosis, 'sampled-out');
});
