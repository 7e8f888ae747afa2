import assert from 'node:assert/strict';
import { test } from 'node:test';
import { followOutput } from '../../lab/engine/follow-output.ts';

const LIMIT_MS = 20_000;

test('When a program ends, then the lines of both its streams were there', async () => {
  const lines: string[] = [];
  for await (const line of followOutput('sh', ['-c', 'echo one; echo two >&2'], undefined)) lines.push(line);
  assert.deepEqual(lines.sort(), ['one', 'two']);
});

test('When it is interrupted, then the program is ended', { timeout: LIMIT_MS }, async () => {
  const interrupt = new AbortController();
  for await (const line of followOutput('sh', ['-c', 'echo $$; exec sleep 600'], interrupt.signal)) {
    const alive = () => process.kill(Number(line), 0);
    assert.ok(alive());
    interrupt.abort();
  }
});
