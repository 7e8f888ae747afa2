// Stands in for `lab` in tests of the page: the same commands, JSON and records, without engine and checks.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';

const SEAM = 'services/shared/trace-context.ts';
const [command, ...rest] = process.argv.slice(2);
const behind = rest.indexOf('--');
const words = behind === -1 ? rest.filter((word) => !word.startsWith('--')) : rest.slice(behind + 1);
// By its full name: where the folder has gone, this ends with an error, and mkdir of a relative one goes round for ever.
const learner = `${process.cwd()}/.lab/learner`;
mkdirSync(`${learner}/05`, { recursive: true });
const read = (path, otherwise) => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
};
const progress = JSON.parse(
  read(
    `${learner}/progress.json`,
    '{"hintsSeen":0,"answers":{},"startedAt":null,"doneAt":null,"active":null}',
  ),
);
const save = () => writeFileSync(`${learner}/progress.json`, JSON.stringify(progress));
const print = (answer) => console.log(JSON.stringify(answer));
const HINTS = ['Look at the headers.', 'The worker reads traceparent.', 'propagation.inject(...)'];
const QUESTIONS = [
  { ask: 'Which kind has the sending span?', choices: ['CLIENT', 'PRODUCER'] },
  { ask: 'How many spans?' },
];

const commands = {
  list() {
    const chapter = {
      startedAt: null,
      doneAt: null,
      hints: [],
      hintCount: 3,
      questions: [],
      answers: {},
      needs: 'base',
      state: 'open',
    };
    print({
      active: progress.active,
      next: 'npx lab start 05',
      chapters: [
        {
          ...chapter,
          number: '04',
          slug: '04-across-http',
          title: 'Across HTTP',
          minutes: 20,
          seams: [],
          state: 'done',
          startedAt: 'x',
          doneAt: 'x',
        },
        {
          ...chapter,
          number: '05',
          slug: '05-across-the-queue',
          title: 'Across the queue',
          minutes: 25,
          seams: [SEAM],
          state: progress.active === '05' ? 'active' : progress.doneAt ? 'done' : 'open',
          startedAt: progress.startedAt,
          doneAt: progress.doneAt,
          hints: HINTS.slice(0, progress.hintsSeen),
          questions: QUESTIONS,
          answers: progress.answers,
        },
      ],
    });
  },
  start() {
    writeFileSync(SEAM, readFileSync(`chapters/05-across-the-queue/exercise/${SEAM}`));
    Object.assign(progress, { active: '05', startedAt: 'x' });
    save();
    print({ number: '05', already: false, gaps: [], missing: [], changed: [] });
  },
  async check() {
    writeFileSync(`${learner}/check.pid`, String(process.pid));
    console.error('   0.1 s  driving one checkout');
    // Long enough for the page to show that something is being done.
    await after(Number(process.env.FAKE_CHECK_MS ?? 300));
    const verdict = judge(read(SEAM, ''));
    if (verdict.result === 'right') progress.doneAt = 'x';
    save();
    writeFileSync(`${learner}/05/verdict.json`, JSON.stringify({ atMs: Date.now(), verdict }));
    print(verdict);
    process.exitCode = verdict.result === 'right' ? 0 : 1;
  },
  hint() {
    progress.hintsSeen += 1;
    save();
    print({ number: '05', seen: HINTS.slice(0, progress.hintsSeen), count: 3 });
  },
  async answer() {
    await after(Number(process.env.FAKE_ANSWER_MS ?? 0));
    const [, question, given] = words;
    const right = given === 'PRODUCER';
    progress.answers[question] = { given, right };
    save();
    print({
      question: Number(question),
      given,
      right,
      remark: right ? 'It sends.' : 'Look at the kind.',
      open: [],
    });
    process.exitCode = right ? 0 : 1;
  },
  solve() {
    progress.active = null;
    save();
    print({ number: '05', files: [{ path: SEAM, diff: '--- yours\n+++ original\n-a\n+b' }] });
  },
  reset() {
    if (read(SEAM) !== read(`chapters/05-across-the-queue/exercise/${SEAM}`) && !rest.includes('--yes')) {
      console.error('You have changed the file.\n\nNext:\n  npx lab reset 05 --yes');
      process.exitCode = 2;
      return;
    }
    writeFileSync(SEAM, readFileSync(`chapters/05-across-the-queue/exercise/${SEAM}`));
    progress.answers = {};
    save();
    print({ number: '05', message: 'again' });
  },
};
await commands[command]();

function judge(text) {
  const points = [{ text: 'The worker joins the trace', holds: text.includes('propagation.inject') }];
  if (points[0].holds) return { result: 'right', points, traceIds: [], seconds: 0.3 };
  if (text.includes('boom'))
    return { result: 'not-well', problem: 'RabbitMQ is down.', next: ['npx lab up'], seconds: 0.3 };
  const finding = {
    diagnosis: 'header-absent',
    expected: 'The message order.placed carries a traceparent header.',
    found: 'It carries none: <b>“{}”</b>.',
    look: SEAM,
    traceIds: (process.env.FAKE_TRACE_IDS ?? '').split(',').filter(Boolean),
    missingEdge: {
      from: { service: 'orders', name: 'publish order.placed' },
      to: { service: 'payments-worker', name: 'process order.placed' },
    },
  };
  return { result: 'wrong', finding, points, seconds: 0.3 };
}
