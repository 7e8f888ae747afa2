// npm run bench: what full tracing costs. Alternating rounds of the same load, without and with OpenTelemetry.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEngine } from '../../lab/engine/open-engine.ts';
import { measureRound, type Round } from './measure-round.ts';
import { printReport } from './print-report.ts';

const ROUNDS = 3;

process.env.LAB_HOME = join(mkdtempSync(join(tmpdir(), 'lab-bench-')), 'lab');
const engine = openEngine();
const rounds: Round[] = [];
process.on('SIGINT', () => engine.down({ purge: true }).finally(() => process.exit(130)));
try {
  for (let round = 1; round <= ROUNDS; round += 1) {
    for (const traced of [false, true]) {
      console.log(`round ${round} of ${ROUNDS}, ${traced ? 'full tracing' : 'OTEL_SDK_DISABLED=true'} …`);
      process.env.OTEL_SDK_DISABLED = String(!traced);
      await engine.up();
      rounds.push(await measureRound(engine, traced));
      await engine.down();
    }
  }
} finally {
  await engine.down({ purge: true });
}
printReport(rounds);
