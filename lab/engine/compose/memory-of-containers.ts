import { z } from 'zod';
import { runDocker } from './run-docker.ts';

const UNITS: Record<string, number> = { B: 1, KiB: 1024, MiB: 1024 ** 2, GiB: 1024 ** 3 };
const LIMIT_MS = 6_000; // Docker looks twice, a second or two apart

/** The memory in bytes that each container uses, page cache left out, by container id. Empty when Docker does not tell. */
export async function memoryOfContainers(ids: string[]): Promise<Map<string, number>> {
  if (ids.length === 0) return new Map();
  const asked = ['stats', '--no-stream', '--no-trunc', '--format', '{{json .}}', ...ids];
  const { stdout } = await runDocker(asked, { limitMs: LIMIT_MS });
  return parseStats(stdout);
}

/** Reads the answer of `docker stats`: one JSON object a line, such as `"MemUsage":"104.8MiB / 144MiB"`. */
export function parseStats(lines: string): Map<string, number> {
  const schema = z.object({ ID: z.string(), MemUsage: z.string() });
  return new Map(
    lines
      .split('\n')
      .filter(Boolean)
      .flatMap((line) => {
        const { ID, MemUsage } = schema.parse(JSON.parse(line));
        const [, amount, unit = ''] = /^([\d.]+)([A-Za-z]+) \//.exec(MemUsage) ?? [];
        const bytes = Number(amount) * (UNITS[unit] ?? Number.NaN);
        return Number.isFinite(bytes) ? [[ID, Math.round(bytes)] as const] : [];
      }),
  );
}
