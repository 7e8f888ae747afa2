import type { StoredFacts, StoredState } from './judge-stored.ts';

/** The sentence for a state; `store`: as people call the store of traces. */
export function describeStored(state: StoredState, facts: StoredFacts, store: string): string {
  const { spans, lines } = facts;
  const share = `${spans.stored} of ${count(spans.produced, 'span')} and ${lines.stored} of ${count(lines.produced, 'log line')}`;
  switch (state) {
    case 'whole':
      return `All of it is stored: ${count(spans.produced, 'span')} in ${store}, ${count(lines.produced, 'log line')}.`;
    case 'not-yet':
      return facts.collector?.samplesTails && spans.stored === 0
        ? 'Not stored yet: the Collector decides when the trace is over, after 15 s (SAMPLING=tail).'
        : `On its way: ${share} are stored so far.`;
    case 'waiting':
      return `Stored are ${share}. ${facts.collector?.queued} items wait in the Collector for a store that is away or slow; nothing is lost.`;
    case 'sampled-out':
      return 'Not stored: sampled out. The Collector looked at the whole trace and kept it out (SAMPLING=tail).';
    case 'partly':
      return `Only ${share} are stored, and nothing waits: npx lab logs collector may say why.`;
    case 'lost':
      return `Only ${share} are stored. The Collector has given up ${facts.collector?.lost} items since it started: npx lab logs collector says why.`;
    case 'only-stored':
      return `The desk no longer has this trace. ${store} has ${count(spans.stored, 'span')} of it.`;
    case 'nowhere':
      return `Neither the desk nor ${store} has this trace. With SAMPLING=head most traces are never recorded.`;
    case 'unknown':
      return `Nothing of it is stored in ${store}, and nothing that the desk can ask says why: npx lab doctor`;
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
