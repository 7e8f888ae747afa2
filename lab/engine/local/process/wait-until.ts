import { setTimeout as after } from 'node:timers/promises';

/** Polls until `condition` holds; false when it did not within `limitMs`. */
export async function waitUntil(
  condition: () => boolean | Promise<boolean>,
  limitMs: number,
  everyMs = 25,
): Promise<boolean> {
  const deadline = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() >= deadline) return false;
    await after(everyMs);
  }
  return true;
}
