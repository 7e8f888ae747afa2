import { existsSync } from 'node:fs';
import type { HomePaths } from '../home-paths.ts';
import { claimHolder } from '../supervisor/claim-home.ts';
import type { LabDescription } from '../supervisor/describe-lab.ts';
import { livingOrphans } from '../supervisor/process-table.ts';
import { findSupervisor } from '../supervisor-client.ts';
import { bad, type Finding, note, ok } from './finding.ts';

/** Whether the lab runs and every part is well, or what a killed one has left. */
export async function checkSupervisor(paths: HomePaths): Promise<Finding[]> {
  const supervisor = findSupervisor(paths);
  if (!supervisor) return [whatIsLeft(paths)];
  const lab = await supervisor.describe().catch(() => undefined);
  if (!lab) {
    const { pid } = supervisor.identity;
    return [bad('lab', `its supervisor (pid ${pid}) does not answer`, 'npx lab down', 'npx lab up')];
  }
  const troubles = lab.parts.flatMap((part) => troubleOf(part) ?? []);
  const summary = `${lab.phase}, ${lab.parts.length - troubles.length} of ${lab.parts.length} parts are ready`;
  return [troubles.length === 0 ? ok('lab', summary) : note('lab', summary), ...troubles];
}

function whatIsLeft(paths: HomePaths): Finding {
  const orphans = livingOrphans(paths);
  if (orphans.length > 0) {
    const names = orphans.map(({ name, pid }) => `${name} (pid ${pid})`).join(', ');
    return bad(
      'lab',
      `its supervisor was killed; still running unwatched: ${names}`,
      'npx lab up   (or npx lab down)',
    );
  }
  if (claimHolder(paths)) return note('lab', 'another lab command is at work', 'npx lab status');
  const stale = [paths.supervisor, paths.claim].filter((file) => existsSync(file));
  if (stale.length === 0) return ok('lab', 'not running');
  return note(
    'lab',
    `not running; a killed supervisor has left ${stale.join(' and ')}`,
    'npx lab up   (or npx lab down)',
  );
}

function troubleOf(part: LabDescription['parts'][number]): Finding | undefined {
  if (part.state === 'ready') return undefined;
  const why = part.detail ?? part.lastExit ?? 'no answer';
  if (part.state === 'stopped') return note('parts', `${part.name} is held stopped`, 'npx lab up');
  return bad('parts', `${part.name} is ${part.state}: ${why}`, `npx lab logs ${part.name}`);
}
