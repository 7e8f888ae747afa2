import { Command } from 'commander';
import pc from 'picocolors';
import { examineContainers } from '../engine/compose/examine-containers.ts';
import { runningProject } from '../engine/compose/running-project.ts';
import { examineCluster } from '../engine/kind/examine-cluster.ts';
import { rememberedCluster } from '../engine/kind/remembered-cluster.ts';
import { examine } from '../engine/local/doctor/examine.ts';
import type { Finding } from '../engine/local/doctor/finding.ts';
import { type HomePaths, homePaths } from '../engine/local/home-paths.ts';
import { findSupervisor } from '../engine/local/supervisor-client.ts';

const MARKS: Record<Finding['level'], string> = { ok: pc.green('✓'), note: pc.yellow('!'), bad: pc.red('✗') };
const NOT_WELL = 3;

/** `lab doctor`: what is wrong with the lab or the machine, and what to do. Exit code 3 when something must be mended. */
export function doctorCommand(): Command {
  return new Command('doctor')
    .description('look for what keeps the lab from working, and say what to do about it')
    .option('--json', 'print the findings as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab doctor')
    .action(async ({ json }: { json?: boolean }) => {
      const findings = await examineLab(homePaths());
      const well = findings.every((finding) => finding.level !== 'bad');
      if (json) console.log(JSON.stringify({ well, findings }));
      else
        console.log(
          [...findings.map(describe), '', well ? 'All is well.' : 'Something must be mended.'].join('\n'),
        );
      if (!well) process.exitCode = NOT_WELL;
    });
}

/** By the engine that runs the lab, or ran it last. */
function examineLab(paths: HomePaths): Promise<Finding[]> {
  const cluster = findSupervisor(paths) ? undefined : rememberedCluster(paths);
  if (cluster) return examineCluster(cluster);
  const project = findSupervisor(paths) ? undefined : runningProject(paths);
  return project ? examineContainers(project) : examine(paths);
}

function describe({ check, level, message, remedy }: Finding): string {
  const steps = remedy.map((step) => `\n             → ${step}`).join('');
  return `${MARKS[level]} ${check.padEnd(10)} ${message}${steps}`;
}
