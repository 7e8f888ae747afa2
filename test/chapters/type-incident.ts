import assert from 'node:assert/strict';
import { once } from 'node:events';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import type { Reader } from './open-reader.ts';
import type { Step } from './read-steps.ts';
import { whatDiffers } from './what-differs.ts';

const BEGINS_WITHIN_MS = 90_000;

/**
 * Types `lab incident` as somebody with two terminals does: it lasts in the first one until the second names the culprit,
 * after as many wrong answers as the page tells of. The page names the incident that it shows, which is the one that begins.
 * Returns what differs from the page.
 */
export function typeIncident(reader: Reader): (step: Step) => Promise<string[]> {
  let lasting: { command: string; output: string; ended: Promise<unknown[]> } | undefined;
  const begin = async ({ command, shown = '' }: Step) => {
    const [, seed] = /^Incident (\d+)\./.exec(shown) ?? assert.fail('which incident does the page show?');
    const child = reader.begin(`${command} --seed ${seed}`);
    const first = { command, output: '', ended: once(child, 'close') };
    lasting = first;
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text) => (first.output += text));
    await waitUntil(() => first.output.includes('--give-up'), BEGINS_WITHIN_MS);
    return whatDiffers(command, { code: 0, output: first.output }, { shown });
  };
  const answer = async ({ command, shown = '' }: Step) => {
    const differences: string[] = [];
    const [, wrong = '0'] = /with (\d+) wrong answer/.exec(shown) ?? [];
    for (let number = 1; number <= Number(wrong); number += 1) {
      const typed = `npx lab incident --answer ${number}`;
      differences.push(...whatDiffers(typed, await reader.type(typed), { code: 1 }));
    }
    differences.push(...whatDiffers(command, await reader.type(command), { shown }));
    assert.ok(lasting, 'an answer without an incident');
    const [code] = await lasting.ended;
    const { command: first, output } = lasting;
    return [...differences, ...whatDiffers(first, { code: code as number | null, output })];
  };
  return (step) => (step.command.includes('--answer') ? answer(step) : begin(step));
}
