import type { TraceStore } from '../store/trace-store.ts';

/** Why a trace is not here: a word for machines, and a sentence that says what to do. */
export interface TraceAbsence {
  reason: 'trace-unknown' | 'trace-dropped';
  detail: string;
}

/** Says why the desk does not have this trace, or null when it does. */
export function traceAbsence(traces: TraceStore, traceId: string): TraceAbsence | null {
  if (traces.get(traceId) !== undefined) return null;
  if (traces.wasDropped(traceId)) {
    const detail =
      'This trace was here and had to make room for newer ones. Make a new one: npx lab checkout';
    return { reason: 'trace-dropped', detail };
  }
  const detail =
    'No span of this trace has arrived. It may still be on its way, or its services do not send here.';
  return { reason: 'trace-unknown', detail };
}
