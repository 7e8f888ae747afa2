// node test/stores/record.ts: records what a real Tempo and Loki say to every case of the contract, for machines that have
// neither. Needs both on the PATH or in LAB_BIN_DIR, and writes recorded/tempo.json and loki.json.
import assert from 'node:assert/strict';
import { findBinary } from '../../lab/engine/local/binaries/find-binary.ts';
import { programVersion } from '../../lab/engine/local/binaries/program-version.ts';
import { lokiStore } from '../../lab/stores/loki-store.ts';
import { tempoStore } from '../../lab/stores/tempo-store.ts';
import { openFullLab } from '../stack/open-full-lab.ts';
import { collectorHttp } from './collector-http.ts';
import { LOG_CASES } from './log-cases.ts';
import { record, writeRecording } from './replay.ts';
import { sendMadeUp } from './send-made-up.ts';
import { TRACE_CASES } from './trace-cases.ts';

process.env.STORES = 'grafana';
const lab = await openFullLab();
try {
  const { tempo, loki } = lab.at;
  assert.ok(tempo && loki);
  const baseMs = await sendMadeUp(collectorHttp(lab.clone.path('.lab')), lab.stores);
  await keep('tempo', tempo, baseMs, (url) =>
    TRACE_CASES.map(
      ({ ask }) =>
        () =>
          ask(tempoStore(url), baseMs),
    ),
  );
  await keep('loki', loki, baseMs, (url) =>
    LOG_CASES.map(
      ({ ask }) =>
        () =>
          ask(lokiStore(url), baseMs),
    ),
  );
} finally {
  await lab.close();
}

async function keep(
  program: 'tempo' | 'loki',
  target: string,
  baseMs: number,
  asks: (url: string) => (() => Promise<void>)[],
): Promise<void> {
  const { url, answers, close } = await record(target);
  for (const ask of asks(url)) await ask();
  close();
  // Loki adds how long it took, and how much it read.
  for (const answer of answers)
    answer.body = JSON.stringify(JSON.parse(answer.body), (key, value) =>
      key === 'stats' ? undefined : value,
    );
  const version = (await programVersion(findBinary(program) ?? '')) ?? 'unknown';
  writeRecording(program, { program, version, baseMs, answers });
  console.log(`${program} ${version}: ${answers.length} answers`);
}
