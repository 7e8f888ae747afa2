import type { PartName } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { waitUntil } from './process/wait-until.ts';
import type { LabDescription } from './supervisor/describe-lab.ts';
import type { SupervisorClient } from './supervisor-client.ts';

type Part = LabDescription['parts'][number];

const READY_LIMIT_MS = 60_000;
const LOOK_EVERY_MS = 50;

/** Restarts parts of a running lab and resolves when each is ready as another process than before. Throws LabError. */
export async function applyParts(supervisor: SupervisorClient, names: PartName[]): Promise<void> {
  const before = await findParts(supervisor, names);
  await Promise.all(names.map((name) => supervisor.act(name, 'restart')));
  const isNew = ({ name, pid }: Part) =>
    pid !== null && !before.some((old) => old.name === name && old.pid === pid);
  let awaited = before;
  const ready = async () => {
    awaited = (await findParts(supervisor, names)).filter((part) => part.state !== 'ready' || !isNew(part));
    return awaited.length === 0 || awaited.some(({ state }) => state === 'failed');
  };
  await waitUntil(ready, READY_LIMIT_MS, LOOK_EVERY_MS);
  const culprit = awaited.find(({ state }) => state === 'failed') ?? awaited[0];
  if (culprit) throw notReady(culprit);
}

async function findParts(supervisor: SupervisorClient, names: PartName[]): Promise<Part[]> {
  const { parts } = await supervisor.describe();
  return names.map((name) => parts.find((part) => part.name === name) ?? unknown(name));
}

function notReady({ name, failure, detail, lastExit }: Part): LabError {
  const why = detail ?? lastExit ?? 'no answer';
  return new LabError(failure?.message ?? `${name} did not become ready: ${why}`, {
    next: [`npx lab logs ${name}`, 'npx lab status'],
  });
}

function unknown(name: PartName): never {
  throw new LabError(`This lab has no ${name}.`, { next: ['npx lab up --full'] });
}
