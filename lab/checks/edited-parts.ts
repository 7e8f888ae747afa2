import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { PartName, PartStatus } from '../engine/engine.ts';
import { partsOfSeam } from './parts-of-seam.ts';
import { processAgeSeconds } from './process-age.ts';

const READ_BY_PARTS = 'deploy/{collector,tempo,jaeger,loki,prometheus,grafana,rabbitmq,sampling}/**/*.*';

/** The parts of a lab that have been running since before one of their files below `repository` was saved. */
export async function editedParts(parts: readonly PartStatus[], repository: string): Promise<PartName[]> {
  const savedMs = new Map<PartName, number>();
  for (const path of globSync(['services/**/*.*', READ_BY_PARTS], { cwd: repository })) {
    const { mtimeMs, ctimeMs } = statSync(join(repository, path));
    for (const part of partsOfSeam(path))
      savedMs.set(part, Math.max(savedMs.get(part) ?? 0, mtimeMs, ctimeMs));
  }
  const ages = await Promise.all(parts.map(processAgeSeconds));
  return parts
    .filter(({ name }, index) => {
      const age = ages[index];
      const saved = savedMs.get(name);
      return age != null && saved !== undefined && saved > Date.now() - age * 1_000;
    })
    .map(({ name }) => name);
}
