import { type DownResult, PART_NAMES, type PartName } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import { purgeHome } from '../local/purge-home.ts';
import { askDocker } from './ask-docker.ts';
import { type ComposeProject, composeArguments, projectFilter } from './compose-project.ts';
import { inspectContainers } from './inspect-containers.ts';
import { describePulledImages } from './pulled-images.ts';
import { rememberProject } from './remembered-project.ts';
import { runDocker } from './run-docker.ts';
import { EVERY_PROFILE } from './stack-environment.ts';

const DOWN_LIMIT_MS = 180_000;

export type DownOptions = { purge?: boolean; onProgress?: (line: string) => void };

/** Removes every container and the network; with `purge` volumes, built images and the lab's folder too. Throws LabError. */
export async function bringDown(project: ComposeProject, options: DownOptions = {}): Promise<DownResult> {
  // One that was started by hand is known by its containers alone; its data must be found when they are gone.
  rememberProject(project);
  const containers = await inspectContainers(project);
  const stopped = PART_NAMES.filter((name) => containers.get(name)?.State.Status === 'running');
  const volumes = await listed(['volume', 'ls', '--quiet', ...projectFilter(project)]);
  const purge = options.purge ? ['--volumes'] : [];
  const { code, stderr } = await runDocker(
    [...composeArguments(project), 'down', '--remove-orphans', ...purge],
    { env: EVERY_PROFILE, limitMs: DOWN_LIMIT_MS, onLine: (line) => tellStopping(line, options) },
  );
  if (code !== 0)
    throw new LabError(`docker compose down failed: ${stderr.trim().split('\n').at(-1)}`, {
      next: ['npx lab down', 'npx lab status'],
    });
  if (!options.purge) return { stopped, orphansEnded: 0, removed: [], kept: [] };
  const images = await removeImages(project);
  const remains = await describePulledImages(project);
  const { removed, kept } = purgeHome(project.paths);
  return {
    stopped,
    orphansEnded: 0,
    removed: [...volumes, ...images, ...removed],
    kept,
    ...(remains ? { remains } : {}),
  };
}

function tellStopping(line: string, { onProgress }: DownOptions): void {
  const container = /Container (\S+)-\d+\s+Stopping/.exec(line)?.[1];
  const part: PartName | undefined = PART_NAMES.find((name) => container?.endsWith(`-${name}`));
  if (part) onProgress?.(part);
}

async function removeImages({ name }: ComposeProject): Promise<string[]> {
  const format = ['--format', '{{.Repository}}:{{.Tag}}'];
  const images = await listed(['image', 'ls', '--filter', `reference=${name}/*`, ...format]);
  if (images.length > 0) await askDocker(['image', 'rm', ...images]);
  return images;
}

async function listed(args: string[]): Promise<string[]> {
  return (await askDocker(args)).split('\n').filter(Boolean);
}
