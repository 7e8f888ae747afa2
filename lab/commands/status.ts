import { Command } from 'commander';
import pc from 'picocolors';
import {
  type Engine,
  type EngineStatus,
  NAMES_OF_STORES,
  type PartState,
  type PartStatus,
  type Sampling,
} from '../engine/engine.ts';
import { alignColumns } from '../terminal/align-columns.ts';

const PAINT: Record<PartState, (text: string) => string> = {
  ready: pc.green,
  starting: pc.yellow,
  unready: pc.yellow,
  restarting: pc.yellow,
  failed: pc.red,
  stopped: pc.dim,
};

const PHASES: Record<Exclude<EngineStatus['phase'], 'running'>, string> = {
  stopped: 'The lab is not running. Next: npx lab up',
  starting: 'The lab is starting.',
  stopping: 'The lab is being stopped.',
  lost: 'The process that watches over the lab was killed; its parts still run unwatched. Next: npx lab up, or npx lab down',
};

const STORED: Record<Sampling, string> = {
  off: 'every trace',
  head: 'one trace of ten',
  tail: 'slow and failed traces, and a few others',
};

/** `lab status`: every part with its state, address and size. */
export function statusCommand(engine: () => Engine): Command {
  return new Command('status')
    .description('show every part of the lab: state, address, restarts, memory, version')
    .option('--json', 'print it as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab status')
    .action(async ({ json }: { json?: boolean }) => {
      const status = await engine().status({ memory: true });
      if (json) {
        console.log(JSON.stringify(status));
        return;
      }
      if (status.phase !== 'running') console.log(PHASES[status.phase]);
      if (status.phase === 'running' || status.phase === 'starting') console.log(tableOf(status));
    });
}

function tableOf({ parts, sampling, stores }: EngineStatus): string {
  const header = ['part', 'state', 'address', 'pid', 'restarts', 'memory', 'up', 'version'].map(pc.dim);
  const rows = parts.map((part) => [
    part.name,
    PAINT[part.state](part.state),
    part.url ?? '',
    String(part.pid ?? ''),
    String(part.restarts),
    part.rssBytes === null ? '' : `${Math.round(part.rssBytes / 1024 ** 2)} MB`,
    part.uptimeSeconds === null ? '' : duration(part.uptimeSeconds),
    part.version ?? '',
  ]);
  const where = stores ? `, in ${NAMES_OF_STORES[stores].replace(',', ' and')} (STORES=${stores})` : '';
  const stored = sampling ? [`stored: ${STORED[sampling]} (SAMPLING=${sampling})${where}`] : [];
  return [alignColumns([header, ...rows]), ...stored, ...parts.flatMap(remarksOn)].join('\n');
}

function remarksOn(part: PartStatus): string[] {
  const remark = part.state === 'ready' ? null : part.detail;
  const lastExit = part.lastExit && part.lastExit !== remark ? `last end: ${part.lastExit}` : null;
  return [remark, lastExit].flatMap((text) => (text ? [`${part.name}: ${text}`] : []));
}

function duration(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return seconds < 7_200 ? `${Math.floor(seconds / 60)} min` : `${Math.floor(seconds / 3_600)} h`;
}
