/** A moment (epoch milliseconds, default: now) as part of a file's name: sorts by time, and every file system takes it. */
export function timeStamp(timeMs = Date.now()): string {
  return new Date(timeMs).toISOString().replace(/[-:.]/g, '');
}

/** The moment that such a name begins with, as ISO 8601; undefined when it begins with none. */
export function timeOfStamp(name: string): string | undefined {
  const [, date, time] = /^(\d{8})T(\d{9})Z/.exec(name)?.slice(0, 3) ?? [];
  if (!date || !time) return undefined;
  const [year, month, day] = [date.slice(0, 4), date.slice(4, 6), date.slice(6)];
  return `${year}-${month}-${day}T${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4, 6)}.${time.slice(6)}Z`;
}
