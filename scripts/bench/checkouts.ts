// npm run bench: what tracing costs. Alternating rounds of the same load, with other OTEL_* variables and with full tracing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../lab/engine/open-engine.ts';
import { measureRound, type Round } from './measure-round.ts';
import { printReport } from './print-report.ts';

const ROUNDS = 3;
const USAGE = `npm run bench                                 full tracing, compared with none (about four minutes)
npm run bench -- OTEL_LOGS_EXPORTER=none      full tracing, compared with these variables of the services`;

const variables = process.argv.length > 2 ? process.argv.slice(2) : ['OTEL_SDK_DISABLED=true'];
if (!variables.every((variable) => /^OTEL_[A-Z0-9_]+=/.test(variable))) {
  console.error(USAGE);
  process.exit(variables.includes('--help') ? 0 : 2);
}
const other = Object.fromEntries(variables.map((variable) => variable.split(/=(.*)/s)));

const folder = mkdtempSync(join(tmpdir(), 'lab-bench-'));
process.env.LAB_HOME = join(folder, 'lab');
const engine = openEngine();
const rounds: Round[] = [];
process.on('SIGINT', () => engine.down({ purge: true }).finally(() => process.exit(130)));
try {
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const traced of [false, true]) {
      console.log(`round ${round} of ${ROUNDS}, ${traced ? 'full tracing' : variables.join(' ')} …`);
      if (traced) for (const name of Object.keys(other)) delete process.env[name];
      else Object.assign(process.env, other);
      await engine.up();
      rounds.push(await measureRound(engine, traced));
      await engine.down();
    }
  }
} finally {
  await engine.down({ purge: true });
  rmSync(folder, { recursive: true, force: true });
}
printReport(rounds, variables.join(' '));
