import { askDocker } from './ask-docker.ts';
import { type ComposeProject, composeArguments } from './compose-project.ts';
import { neededImages } from './needed-images.ts';
import { EVERY_PROFILE } from './stack-environment.ts';

/** One sentence: which images that the lab pulled Docker still keeps, how large they are, and the command that removes them. */
export async function describePulledImages(project: ComposeProject): Promise<string | undefined> {
  const config = await askDocker([...composeArguments(project), 'config', '--format', 'json'], {
    env: EVERY_PROFILE,
  });
  const listed = await askDocker(['image', 'ls', '--format', '{{.Repository}}:{{.Tag}}']);
  const present = new Set(listed.split('\n'));
  const images = neededImages(config)
    .map(({ reference }) => reference)
    .filter((reference) => present.has(reference));
  if (images.length === 0) return undefined;
  const sizes = await askDocker(['image', 'inspect', '--format', '{{.Size}}', ...images]);
  const bytes = sizes.split('\n').reduce((sum, size) => sum + Number(size), 0);
  const command = `docker image rm ${images.join(' ')}`;
  return `Docker keeps ${images.length} images that the lab runs (${Math.ceil(bytes / 1e6)} MB): ${command}`;
}
