import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { NAMES_OF_STORES } from '../../engine.ts';
import { LabError } from '../../lab-error.ts';
import { findBinary } from '../binaries/find-binary.ts';
import { missingBinaries } from '../binaries/missing-binaries.ts';
import { chooseStores } from '../choose-full-stack.ts';
import { postgresBinaries, postgresVersion } from '../postgres/postgres-binaries.ts';
import { findExecutable } from '../process/find-executable.ts';
import { findRabbitmq } from '../rabbitmq/find-rabbitmq.ts';
import { policyLeftBehind } from '../rabbitmq/hold-service-starts.ts';
import { canInstallRabbitmq } from '../rabbitmq/install-rabbitmq.ts';
import { howToGetRabbitmq } from '../rabbitmq/require-rabbitmq.ts';
import { bad, type Finding, note, ok } from './finding.ts';

const ANSWER_LIMIT_MS = 5_000;
const OLDEST_RABBITMQ = [3, 10] as const;

/** RabbitMQ: which one, or how to get it. */
export function checkRabbitmq(): Finding[] {
  const left = policyLeftBehind()
    ? [note('rabbitmq', 'an installation was interrupted', 'npx lab up   (goes on)')]
    : [];
  return [...left, rabbitmqFinding()];
}

function rabbitmqFinding(): Finding {
  const found = findRabbitmq();
  if (!found && canInstallRabbitmq())
    return note('rabbitmq', 'not installed: `lab up` will install it with apt-get');
  if (!found)
    return bad('rabbitmq', 'not installed (rabbitmq-server and Erlang’s epmd)', ...howToGetRabbitmq());
  const { version, server } = found;
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST_RABBITMQ;
  const tooOld = version !== null && (major < oldestMajor || (major === oldestMajor && minor < oldestMinor));
  if (tooOld)
    return bad(
      'rabbitmq',
      `${version} at ${server} is too old: 3.10 or newer is needed`,
      ...howToGetRabbitmq(),
    );
  return ok('rabbitmq', `RabbitMQ ${version ?? '(version unknown)'} at ${server}`);
}

/** Postgres: whether the binaries that npm brought run here. */
export function checkPostgres(): Finding {
  try {
    const asked = spawnSync(join(postgresBinaries(), 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });
    if (asked.status === 0) return ok('postgres', `Postgres ${postgresVersion()}, brought by npm`);
    const why = asked.error?.message ?? asked.stderr.trim();
    return bad(
      'postgres',
      `the Postgres that npm brought does not run here: ${why}`,
      'npm rebuild',
      'npm ci',
    );
  } catch (error) {
    if (error instanceof LabError) return bad('postgres', error.message, ...error.next);
    throw error;
  }
}

/** The programs of the full stack: needed for `lab up --full` only. */
export function checkFullStack(): Finding {
  const stores = chooseStores();
  const missing = missingBinaries(stores);
  if (missing.length > 0)
    return ok(
      'full',
      `not there: ${missing.join(', ')}; only \`lab up --full\` needs them (npx lab install)`,
    );
  const folder = dirname(findBinary('otelcol-contrib') ?? '');
  const grafana = findBinary('grafana') ? '' : '; no Grafana: the desk shows the traces';
  return ok('full', `Collector, ${NAMES_OF_STORES[stores]} and Prometheus are in ${folder}${grafana}`);
}

/** Docker: not needed by the local engine; its absence is no fault. */
export function checkDocker(): Finding {
  if (!findExecutable('docker')) return ok('docker', 'not installed; the local engine does without');
  const asked = spawnSync('docker', ['version', '--format', '{{.Server.Version}}'], {
    encoding: 'utf8',
    timeout: ANSWER_LIMIT_MS,
  });
  if (asked.status === 0) return ok('docker', `Docker ${asked.stdout.trim()}; the local engine does without`);
  return ok('docker', 'installed, but its daemon does not answer; the local engine does without');
}
