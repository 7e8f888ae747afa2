/** The latest time a JavaScript Date can show, in epoch milliseconds. */
const LATEST_MS = 8.64e15;
const DIGITS = /^\d{4,22}$/;

/** Epoch nanoseconds (string or number) as epoch milliseconds, cut to a microsecond; null when absent, zero or absurd. */
export function decodeTimeMs(value: unknown): number | null {
  const ms = wholeMicroseconds(value) / 1e3;
  return ms > 0 && ms <= LATEST_MS ? ms : null;
}

/** A double holds today's microseconds exactly, but not its nanoseconds: the last three digits go while it is text. */
function wholeMicroseconds(value: unknown): number {
  if (typeof value === 'string') return DIGITS.test(value) ? Number(value.slice(0, -3)) : Number.NaN;
  return typeof value === 'number' ? Math.floor(value / 1e3) : Number.NaN;
}
