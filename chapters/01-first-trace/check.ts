import { namesSpan } from '../../lab/checks/answers/names-span.ts';
import { numberIn } from '../../lab/checks/answers/number-in.ts';
import { selfTimeMs } from '../../lab/checks/answers/self-time-ms.ts';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import type { DrivenCheckout, Evidence } from '../../lab/checks/evidence.ts';

type Span = DrivenCheckout['spans'][number];

const spansOf = ({ checkouts }: Evidence): Span[] => checkouts[0]?.spans ?? [];
const endOf = (span: Span): number => span.startMs + span.durationMs;
const parentOf = (evidence: Evidence, { parentSpanId }: Span): Span | undefined =>
  spansOf(evidence).find(({ spanId }) => spanId === parentSpanId);
const inMs = (durationMs: number): string => `${durationMs.toFixed(1)} ms`;

function spanNamed(evidence: Evidence, name: string): Span {
  const span = spansOf(evidence).find((candidate) => candidate.name === name);
  if (!span) throw new Error(`The trace has no span “${name}”.`);
  return span;
}

const root = (evidence: Evidence): Span => spanNamed(evidence, 'POST /checkout');
const consumer = (evidence: Evidence): Span => spanNamed(evidence, 'process order.placed');
const producer = (evidence: Evidence): Span =>
  parentOf(evidence, consumer(evidence)) ?? spanNamed(evidence, 'publish order.placed');
const childrenOfConsumer = (evidence: Evidence): Span[] =>
  spansOf(evidence).filter(({ parentSpanId }) => parentSpanId === consumer(evidence).spanId);

function outlivesParent(evidence: Evidence, span: Span): boolean {
  const parent = parentOf(evidence, span);
  return parent !== undefined && endOf(span) > endOf(parent);
}

/** The longest first, each with its self time in milliseconds. */
function bySelfTime(evidence: Evidence): Array<{ span: Span; selfMs: number }> {
  const spans = spansOf(evidence);
  return spans.map((span) => ({ span, selfMs: selfTimeMs(span, spans) })).sort((a, b) => b.selfMs - a.selfMs);
}

/** Bars are read by eye, and spans start at whole milliseconds: what comes within this share of the longest is right too. */
const NEARLY_LONGEST = 0.9;

export const chapter = defineChapter({
  title: 'Your first trace',
  minutes: 15,
  needs: 'base',
  drive: { yours: {} },
  untouched: 'unanswered',
  questions: [
    {
      ask: 'How many spans does your trace have?',
      answer: (evidence) => String(spansOf(evidence).length),
      accepts: (given, evidence) => numberIn(given) === spansOf(evidence).length,
      nudge: 'The first line of the waterfall counts them; or count the lines below it.',
      because: (evidence) =>
        `One checkout, ${spansOf(evidence).length} spans, sent by three services, each by itself and as it ended. The trace id is all that they share.`,
    },
    {
      ask: 'How many milliseconds did the customer wait until the shop answered?',
      answer: (evidence) => inMs(root(evidence).durationMs),
      accepts: (given, evidence) => Math.abs((numberIn(given) ?? -1) - root(evidence).durationMs) <= 1,
      nudge:
        'The shop is the service storefront. Which of its spans holds everything that it did for the customer?',
      because: (evidence) =>
        `“POST /checkout” took ${inMs(root(evidence).durationMs)}, and then the customer had the answer: the order is accepted. What comes later in the trace happened without the customer waiting.`,
    },
    {
      ask: 'Which parent id does “process order.placed” carry? (16 hex digits)',
      answer: (evidence) => consumer(evidence).parentSpanId ?? 'none',
      nudge: 'npx lab trace ID --ids has it in the last column. On the page of the trace, select the span.',
      because: (evidence) =>
        `${consumer(evidence).parentSpanId}. A span knows its trace, its own id and this one: nothing else places it in the tree.`,
    },
    {
      ask: 'Whose span id is that? (service and span)',
      answer: (evidence) => `${producer(evidence).service} ${producer(evidence).name}`,
      accepts: (given, evidence) => namesSpan(given, producer(evidence)),
      nudge:
        'Look for the 16 digits in the column “span id”, or select spans on the page of the trace. Two services share this edge: you want the one that sent the message.',
      because: () =>
        'The parent is “publish order.placed” of orders, in another process: the message carried both ids through the queue. This is the hop where most systems lose their trace.',
    },
    {
      ask: 'Name a span that ended later than its parent because nobody waits for it.',
      answer: () => 'process order.placed',
      accepts: (given, evidence) =>
        spansOf(evidence).some(
          (span) => span.kind === 'CONSUMER' && outlivesParent(evidence, span) && namesSpan(given, span),
        ),
      nudge:
        'Compare where the bars end, not how long they are. A millisecond or two between a caller and a called one is their clocks. Behind a queue nobody waits.',
      because: (evidence) => {
        const lateMs = endOf(consumer(evidence)) - endOf(producer(evidence));
        return `“process order.placed”, for one, ended ${lateMs.toFixed(0)} ms after its parent: publishing is over when the broker has the message. A parent says who caused a span, not who waited for it.`;
      },
    },
    {
      ask: 'Which span has the longest self time? (service and span)',
      answer: (evidence) => {
        const [first] = bySelfTime(evidence);
        return `${first?.span.service} ${first?.span.name}`;
      },
      accepts: (given, evidence) => {
        const ranked = bySelfTime(evidence);
        const longest = ranked[0]?.selfMs ?? 0;
        return ranked.some(
          ({ span, selfMs }) => selfMs >= longest * NEARLY_LONGEST && namesSpan(given, span, true),
        );
      },
      nudge:
        'Take the longest bars, and subtract from each the bars of its children. Two spans may have the same name: say whose it is.',
      because: (evidence) => {
        const [first] = bySelfTime(evidence);
        return `${first?.selfMs.toFixed(1)} ms of it lie under no child. That is where to look first: either this code is slow, or it waits for something that sends no spans.`;
      },
    },
    {
      ask: 'How many spans would lose their parent if “process order.placed” got lost on its way?',
      answer: (evidence) => String(childrenOfConsumer(evidence).length),
      accepts: (given, evidence) => numberIn(given) === childrenOfConsumer(evidence).length,
      nudge: 'Only a span that carries its id as parent id would notice: children, not grandchildren.',
      because: (evidence) =>
        `${childrenOfConsumer(evidence).length}: ${childrenOfConsumer(evidence)
          .map(({ name }) => name)
          .join(
            ', ',
          )}. They still belong to the trace, by the trace id. The lab would draw each with a “?” at the top: a gap, not a corrupt trace.`,
    },
  ],
  hints: [
    'npx lab trace ID draws the trace, npx lab trace ID --ids lists who is whose child. Every answer is in one of the two, and on the page of the trace: select a span there.',
    'A child stands below its parent and further to the right. Its parent id is the span id of the next line above that is less far to the right.',
    'The worker begins with the span of kind CONSUMER; its parent has the kind PRODUCER. For self time look at long spans without children, such as the call that the worker makes; in a lab that has just started the shop itself may be slower.',
  ],
});
