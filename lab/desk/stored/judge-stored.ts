/** What is known of a trace that was produced, and of what a store has of it. */
export type StoredFacts = {
  /** Spans and log lines that the desk has, and how many of these the store has too. */
  spans: { produced: number; stored: number };
  lines: { produced: number; stored: number };
  /** Since the last of it came to the desk; null where the desk has nothing of it. */
  quietMs: number | null;
  /** What the Collectors say of themselves; null where nobody could be asked. */
  collector: {
    /** Whether they decide at the end of a trace what is stored (SAMPLING=tail). */
    samplesTails: boolean;
    /** Items that wait for a store. */
    queued: number;
    /** Items that were given up on the way to a store, whoever's. */
    lost: number;
  } | null;
};

/**
 * How what is stored of a trace stands to what was produced of it. `not-yet`: it may still come; `waiting`: the Collector holds
 * it for a store that is away or slow; `lost`: the Collector has given items up; `unknown`: nothing that can be asked tells why.
 */
export type StoredState =
  | 'whole'
  | 'not-yet'
  | 'waiting'
  | 'sampled-out'
  | 'partly'
  | 'lost'
  | 'only-stored'
  | 'nowhere'
  | 'unknown';

/** The services send every 200 ms, and so does the Collector; a log store may take a second until it finds a line. */
const ON_ITS_WAY_MS = 4_000;
/** decision_wait of deploy/collector/tail-sampling.yaml, and the way. */
const DECIDED_WITHIN_MS = 20_000;

/** The one state that these facts allow; where several causes would do, the one that somebody has said himself. */
export function judgeStored({ spans, lines, quietMs, collector }: StoredFacts): StoredState {
  if (quietMs === null) return spans.stored + lines.stored > 0 ? 'only-stored' : 'nowhere';
  if (spans.stored >= spans.produced && lines.stored >= lines.produced) return 'whole';
  if (quietMs < ON_ITS_WAY_MS) return 'not-yet';
  if (collector && collector.queued > 0) return 'waiting';
  if (collector?.samplesTails && spans.stored === 0)
    return quietMs < DECIDED_WITHIN_MS ? 'not-yet' : 'sampled-out';
  if (collector && collector.lost > 0) return 'lost';
  return spans.stored > 0 ? 'partly' : 'unknown';
}
