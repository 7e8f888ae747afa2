#!/usr/bin/env node
// Plain JavaScript that old Nodes can read too: hands over to the Node 24 that npm has brought.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const NEEDED_MAJOR = 24;
const here = fileURLToPath(import.meta.url);
const brought = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR) {
  // Compiled sources are kept on disk: each command starts in two thirds of the time.
  module.enableCompileCache();
  await import('./cli.ts');
} else if (existsSync(brought)) {
  handOver();
} else {
  console.error(
    [
      `The lab needs Node ${NEEDED_MAJOR}; this is ${process.version}, and the one that npm brings is missing.`,
      'Were install scripts skipped (--ignore-scripts)? Type:',
      '  npm ci',
      '  npm rebuild node',
    ].join('\n'),
  );
  process.exitCode = 3;
}

function handOver() {
  const child = spawn(brought, [here, ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both of us: the child decides what it means, and we end with its answer.
  process.on('SIGINT', () => {});
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    console.error(
      `The Node ${NEEDED_MAJOR} that npm has brought does not start: ${error.message}\n  npm rebuild node`,
    );
    process.exitCode = 3;
  });
  child.on('exit', (code, signal) => {
    if (signal) {
      process.removeAllListeners(signal);
      process.kill(process.pid, signal);
    } else {
      process.exitCode = code ?? 3;
    }
  });
}
