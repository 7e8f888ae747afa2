import type { Addresses } from '../../engine/engine.ts';
import { LabError } from '../../engine/lab-error.ts';
import { askCollector, type CollectorSample, sumOf } from '../../stores/ask-collector.ts';
import type { Expectation, Stage } from '../chapter.ts';

/** What the Collector turned away or gave up, in items; the tap may forget, and says so elsewhere. */
const TURNED_AWAY = /^(receiver_(refused|failed)|processor_(memory_limiter_)?refused)_/;
const GIVEN_UP = /^exporter_(send|enqueue)_failed_/;

export type CollectorWatch = { begin: (stage: Stage) => Promise<void>; takesAll: Expectation };

/** Between `begin` and the verdict the Collector takes all that comes and delivers it to every store. */
export function collectorTakesAll(): CollectorWatch {
  let before: Losses = { refused: 0, lost: 0 };
  return {
    begin: async ({ engine }) => {
      before = lossesIn(await askCollector(metricsOf(await engine.addresses())));
    },
    takesAll: {
      text: 'the Collector refuses nothing and loses nothing',
      judge: async ({ addresses }) => {
        const now = lossesIn(await askCollector(metricsOf(addresses)));
        const [refused, lost] = [now.refused - before.refused, now.lost - before.lost];
        if (refused === 0 && lost === 0) return undefined;
        return {
          diagnosis: 'not-stored',
          expected: 'The Collector takes all that the services send, and delivers it.',
          found: `It refused ${refused} spans, log lines or data points, and gave ${lost} up on the way to a store.`,
          look: 'npx lab logs collector',
          traceIds: [],
        };
      },
    },
  };
}

type Losses = { refused: number; lost: number };

function lossesIn(samples: readonly CollectorSample[]): Losses {
  const toStores = samples.filter(({ labels }) => labels.exporter !== 'otlp_http/desk');
  return { refused: sumOf(samples, TURNED_AWAY), lost: sumOf(toStores, GIVEN_UP) };
}

function metricsOf({ 'collector-metrics': urls }: Partial<Addresses>): string[] {
  if (urls) return urls;
  throw new LabError('This chapter needs the full stack, and the lab runs without it.', {
    next: ['npx lab up --full'],
  });
}
