// Every command that a page shows is one that can be typed: the lab's own by its own definitions.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseEnv } from 'node:util';
import { createProgram } from '../../lab/create-program.ts';
import { readNodePorts } from '../../lab/engine/kind/node-ports.ts';
import { PORT_PLAN } from '../../lab/engine/local/ports/port-plan.ts';
import { afterVariables, readBlocks, readCommands } from '../read-page.ts';

const ROOT = join(import.meta.dirname, '../..');
const pages = ['README.md', ...globSync('{docs,chapters,deploy}/**/*.md', { cwd: ROOT }).sort()];
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

/** What the reader puts in the place of a word in capitals. */
const MEANT: Record<string, string> = {
  ID: '4bf92f3577b34da6a3ce929d0e0e4736',
  NAME: 'orders',
  NN: '05',
  NUMBER: '3',
};

const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** What npm knows without a script, as the pages use it. */
const OF_NPM = ['ci', 'rebuild'];

const ports = Object.entries(parseEnv(read('.env')))
  .filter(([name]) => name.startsWith('LAB_PORT_'))
  .map(([, port]) => port)
  // Of what only some engines have, such as a second gateway, or Jaeger.
  .concat(Object.values(PORT_PLAN).map(({ preferred }) => String(preferred)))
  .concat([...readNodePorts().values()].map(({ hostPort }) => String(hostPort)));

test('When the pages are read, then there are commands', () => {
  assert.ok(pages.flatMap((page) => readCommands(join(ROOT, page))).length > 100);
});

for (const page of pages) {
  test(`When ${page} shows a command, then it can be typed`, async () => {
    for (const command of readCommands(join(ROOT, page))) {
      const wrong = await whatIsWrong(afterVariables(command));
      assert.equal(wrong, undefined, `${command}\n${wrong}`);
    }
  });

  test(`When ${page} shows commands, then the shell can read them`, () => {
    for (const { kind, text } of readBlocks(join(ROOT, page)))
      if (kind === 'typed') execFileSync('sh', ['-n'], { input: text });
  });

  test(`When ${page} names a port of the lab, then it is one that the lab prefers`, () => {
    const named = [...read(page).matchAll(/127\.0\.0\.1:(\d+)/g)].map(([, port]) => port);
    assert.deepEqual(
      named.filter((port) => !ports.includes(port)),
      [],
    );
  });
}

/** What is wrong with a command; undefined when nothing is. */
async function whatIsWrong(command: string): Promise<string | undefined> {
  const [program, first = '', ...rest] = command.split(/ +/);
  if (program === 'npx' && first === 'lab') return wrongForLab(rest);
  if (program === 'npm') return wrongForNpm(first, rest[0]);
  if (program === 'curl') return /127\.0\.0\.1:\d/.test(command) ? undefined : 'it asks no part of the lab';
  return `the pages use npx lab, npm and curl, not ${program}`;
}

/** Parses as the lab does, and does nothing. */
async function wrongForLab(words: string[]): Promise<string | undefined> {
  const program = createProgram();
  let ran = words.includes('--help');
  for (const command of [program, ...program.commands])
    command.configureOutput({ writeOut: () => {}, writeErr: () => {} }).action(() => {
      ran = true;
    });
  try {
    const typed = words.map((word) => MEANT[word] ?? word);
    await program.parseAsync(typed, { from: 'user' });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (!ran) return error.message;
  }
  return ran ? undefined : 'it does nothing';
}

function wrongForNpm(first: string, script: string | undefined): string | undefined {
  const name = first === 'run' ? script : first;
  if (name !== undefined && name in scripts) return undefined;
  return first !== 'run' && OF_NPM.includes(first) ? undefined : `package.json has no script ${name}`;
}
