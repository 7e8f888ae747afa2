/** The latest time a JavaScript Date can show, in epoch milliseconds. */
const LATEST_MS = 8.64e15;

/** Epoch nanoseconds (string or number) as epoch milliseconds, rounded to a microsecond; null when absent, zero or absurd. */
export function decodeTimeMs(value: unknown): number | null {
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  const ms = Math.round(Number(value) / 1e3) / 1e3;
  return ms > 0 && ms <= LATEST_MS ? ms : null;
}
