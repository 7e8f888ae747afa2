import type { Span } from '../desk/telemetry-types.ts';
import { askTempo } from './ask-tempo.ts';

/** More look-ups at once than this fill Tempo's queue on a small machine. */
const AT_ONCE = 6;

/** The stored spans of each of these traces, by trace id; none where Tempo does not know it. Throws LabError like `askTempo`. */
export async function readStoredTraces(
  tempoUrl: string,
  traceIds: readonly string[],
): Promise<Map<string, Span[]>> {
  const tempo = askTempo(tempoUrl);
  const open = [...traceIds];
  const found = new Map<string, Span[]>();
  const readOn = async () => {
    for (let traceId = open.pop(); traceId !== undefined; traceId = open.pop())
      found.set(traceId, await tempo.trace(traceId));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, readOn));
  return found;
}
