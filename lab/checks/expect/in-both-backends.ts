import { CHECKOUT_SERVICES } from '../../desk/trace/checkout-expectations.ts';
import type { Beside, Engine, EngineStatus } from '../../engine/engine.ts';
import { LabError } from '../../engine/lab-error.ts';
import { askCollector } from '../../stores/ask-collector.ts';
import { jaegerStore } from '../../stores/jaeger-store.ts';
import { readTraces } from '../../stores/trace-store.ts';
import type { Expectation, Stage } from '../chapter.ts';
import type { Evidence } from '../evidence.ts';
import { explainUndelivered } from '../explain-undelivered.ts';
import type { Finding } from '../finding.ts';
import { storesOf } from '../stored-checkouts.ts';

const WITHIN_MS = 12_000;
/** Its image may have to come from a registry. */
const START_LIMIT_MS = 60_000;

/** `begin`: called before the checkouts, it waits until the trial Jaeger is ready. */
export type BothBackends = {
  begin: (stage: Stage) => Promise<void>;
  inTrial: Expectation;
  inStore: Expectation;
};

/** The ids of the spans that were sent, and of those that each backend has. */
type Copies = { sent: string[]; trial: Set<string>; stored: Set<string> };

/** Every span of the checkouts is in the trial Jaeger, and in the store as before. `seam`: where the Collector is told to send them. */
export function inBothBackends(seam: string): BothBackends {
  let find: Engine['trialJaeger'] = () => Promise.reject(new Error('nothing was begun'));
  let trial: Beside = { url: '', process: '' };
  let ranOn = false;
  const read = new WeakMap<Evidence, Promise<Copies>>();
  // Both expectations of one moment look at the same spans.
  const copiesOf = (evidence: Evidence) => {
    const known = read.get(evidence) ?? readCopies(evidence, trial.url);
    read.set(evidence, known);
    return known;
  };
  return {
    begin: async ({ engine, say }) => {
      ranOn = servicesRunOn(await statusOf(engine));
      say('waiting for the trial Jaeger');
      find = engine.trialJaeger;
      trial = await find(START_LIMIT_MS);
    },
    inTrial: {
      text: 'the trial Jaeger has every span of the checkouts',
      withinMs: WITHIN_MS,
      judge: async (evidence) => {
        const { sent, trial: there } = await copiesOf(evidence);
        if (hasAll(there, sent)) return undefined;
        if ((await find()).process !== trial.process) throw startedAnew();
        const [diagnosis, why] = explainUndelivered(
          await askCollector(storesOf(evidence).collector),
          storesOf(evidence).traces.name,
        );
        const found = `It has ${there.size} of ${sent.length}. ${why}`;
        return {
          diagnosis,
          expected: 'The trial Jaeger has every span of the checkouts.',
          found,
          ...about(evidence, seam),
        };
      },
    },
    inStore: {
      text: 'the store has them as well, as before',
      withinMs: WITHIN_MS,
      judge: async (evidence) => {
        const { sent, trial: there, stored } = await copiesOf(evidence);
        if (hasAll(stored, sent)) return undefined;
        const moved = hasAll(there, sent);
        return {
          diagnosis: moved ? 'moved-not-copied' : 'not-stored',
          expected: `${storesOf(evidence).traces.name} goes on getting every span.`,
          found: `It has ${stored.size} of ${sent.length}, and the trial Jaeger has ${there.size}.${moved ? MOVED : ''}`,
          ...about(evidence, seam),
        };
      },
      note: ({ checkouts }) => {
        const spans = checkouts.reduce((sum, checkout) => sum + checkout.spans.length, 0);
        return `${spans} spans were sent${ranOn ? ', and no service was started anew for it' : ''}`;
      },
    },
  };
}

/** Of nothing that was sent, nobody has all. */
function hasAll(there: Set<string>, sent: string[]): boolean {
  return sent.length > 0 && sent.every((id) => there.has(id));
}

const MOVED =
  ' Where the Collector’s files are merged, a list is not made longer, but replaced: yours names the one, and no longer the other.';

async function readCopies(evidence: Evidence, trialUrl: string): Promise<Copies> {
  const traceIds = traceIdsOf(evidence);
  const [trial, stored] = await Promise.all([
    readTraces(jaegerStore(trialUrl), traceIds),
    readTraces(storesOf(evidence).traces, traceIds),
  ]);
  const idsOf = (spans: { spanId: string }[]) => spans.map(({ spanId }) => spanId);
  return {
    sent: idsOf(evidence.checkouts.flatMap(({ spans }) => spans)),
    trial: new Set(idsOf([...trial.values()].flat())),
    stored: new Set(idsOf([...stored.values()].flat())),
  };
}

function about(evidence: Evidence, look: string): Pick<Finding, 'look' | 'traceIds'> {
  return { look, traceIds: traceIdsOf(evidence) };
}

function traceIdsOf({ checkouts }: Evidence): string[] {
  return checkouts.map(({ caller }) => caller.traceId);
}

/** Of a lab that stores all traces: of one that samples nobody could tell which are missing. */
async function statusOf(engine: Engine): Promise<EngineStatus> {
  const status = await engine.status();
  if (status.sampling === 'off') return status;
  throw new LabError(`This chapter needs SAMPLING=off, and the lab runs with SAMPLING=${status.sampling}.`, {
    next: ['SAMPLING=off npx lab up --full'],
  });
}

/** Whether the services have been running since before the Collector was started with what it has now. */
function servicesRunOn({ parts }: EngineStatus): boolean {
  const ageOf = (part: string) => parts.find(({ name }) => name === part)?.uptimeSeconds ?? 0;
  return CHECKOUT_SERVICES.every((service) => ageOf(service) > ageOf('collector'));
}

function startedAnew(): LabError {
  return new LabError('The trial Jaeger started anew while the check was running: what it had is gone.', {
    next: ['npx lab check'],
  });
}
