import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { REPOSITORY } from '../engine/local/home-paths.ts';

/** A load that k6 can run: its script, and what the first line of the script says about it. */
export type Scenario = { name: string; about: string; script: string };

const FOLDER = join(REPOSITORY, 'scripts/load');

/** Every scenario of scripts/load, by name. */
export function listScenarios(): Scenario[] {
  const scripts = globSync('*.ts', { cwd: FOLDER, exclude: ['*.d.ts'] }).sort();
  return scripts.map((file) => {
    const script = join(FOLDER, file);
    const [firstLine = ''] = readFileSync(script, 'utf8').split('\n', 1);
    return { name: basename(file, '.ts'), about: firstLine.replace(/^\/\/ */, ''), script };
  });
}
