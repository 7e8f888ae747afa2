import { InvalidArgumentError } from 'commander';
import { parseDuration } from './parse-duration.ts';

const MAX_PER_SECOND = 500; // k6 itself needs a core and a gigabyte about there
const MIN_SECONDS = 3; // less gives no report
const MAX_SECONDS = 7_200;

/** Reads `--rate`: whole iterations per second. Throws InvalidArgumentError. */
export function parseRate(text: string): number {
  const rate = Number(text);
  if (/^\d+$/.test(text) && rate >= 1 && rate <= MAX_PER_SECOND) return rate;
  throw new InvalidArgumentError(`A whole number from 1 to ${MAX_PER_SECOND} a second, please.`);
}

/** Reads `--for` (`30s`, `5m`, `1h`): whole seconds. Throws InvalidArgumentError. */
export function parseLength(text: string): number {
  const seconds = parseDuration(text);
  if (seconds !== undefined && Number.isInteger(seconds) && seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)
    return seconds;
  throw new InvalidArgumentError(
    `From ${MIN_SECONDS}s to ${MAX_SECONDS / 3_600}h, please, such as 30s or 5m.`,
  );
}
