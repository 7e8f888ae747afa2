import type { EngineName } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import type { Chapter } from './chapter.ts';
import { howToStart } from './how-to-start.ts';

const WHERE: Record<EngineName, string> = {
  compose: 'as containers',
  local: 'as processes of this machine',
  kind: 'in a Kubernetes cluster',
};

/** What is said when the engine of that name cannot show the chapter; undefined when it can. */
export function wrongEngine(
  chapter: Pick<Chapter, 'needs' | 'engines'>,
  name: EngineName,
): LabError | undefined {
  const { engines } = chapter;
  if (!engines || engines.includes(name)) return undefined;
  const wanted = engines.map((engine) => WHERE[engine]).join(' or ');
  return new LabError(`This chapter needs the lab ${wanted}, and it runs ${WHERE[name]}.`, {
    next: ['npx lab down', howToStart(chapter)],
  });
}
