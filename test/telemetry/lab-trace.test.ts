import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { test } from 'node:test';
import { checkoutTrace } from '../running-lab.ts';

function labTrace(id: string): { code: number | null; said: string } {
  const command = [join(import.meta.dirname, '../../lab/cli.ts'), 'trace', id];
  const { status, stdout, stderr } = spawnSync(process.execPath, command, {
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1' },
  });
  return { code: status, said: stdout + stderr };
}

test('When a trace is asked for by the 8 digits that pages show, then it is drawn; mistyped ones get an error', async () => {
  const { traceId } = (await checkoutTrace()).result;
  const shown = labTrace(String(traceId).slice(0, 8));
  assert.equal(shown.code, 0, shown.said);
  assert.match(shown.said, new RegExp(`^Trace ${traceId} `));
  const unknown = labTrace('00000000a');
  assert.equal(unknown.code, 1);
  assert.match(unknown.said, /No trace that is here begins with 00000000a/);
  assert.equal(labTrace('1234567').code, 2);
});
