const SECONDS = { ms: 0.001, s: 1, m: 60, h: 3_600 } as const;

/** Seconds of a duration as Go and k6 write it (`30s`, `1m30s`, `2h`); undefined when it is none. */
export function parseDuration(text: string): number | undefined {
  if (!/^(\d+(\.\d+)?(ms|s|m|h))+$/.test(text)) return undefined;
  const parts = [...text.matchAll(/([\d.]+)(ms|s|m|h)/g)];
  return parts.reduce(
    (sum, [, count, unit]) => sum + Number(count) * SECONDS[unit as keyof typeof SECONDS],
    0,
  );
}
