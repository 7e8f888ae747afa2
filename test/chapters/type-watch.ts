import { once } from 'node:events';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { type Lesson, SOLUTION } from './open-lessons.ts';
import type { Reader } from './open-reader.ts';
import { whatDiffers } from './what-differs.ts';

const SAYS_WITHIN_MS = 60_000;

/** Types `lab watch`, saves the solution, and leaves when that was found right. Returns what went otherwise. */
export async function typeWatch(reader: Reader, lesson: Lesson, command: string): Promise<string[]> {
  const child = reader.begin(command);
  const ended = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (output += text));
  await waitUntil(() => output.includes('q leaves'), SAYS_WITHIN_MS);
  lesson.save(SOLUTION);
  const right = await waitUntil(() => output.includes(': Right.'), SAYS_WITHIN_MS);
  child.stdin.end('q\n');
  const [code] = await ended;
  const differences = whatDiffers(command, { code: code as number | null, output });
  return right ? differences : [...differences, `$ ${command}\nhas not found the solution right:\n${output}`];
}
