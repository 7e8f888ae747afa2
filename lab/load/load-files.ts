import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { homePaths } from '../engine/local/home-paths.ts';

/** What one load leaves behind: k6's report for people, its numbers for the lab, and all that it said. */
export type LoadFiles = { report: string; summary: string; log: string };

/** Makes a folder for one load below the lab's home, named by time and scenario. */
export function loadFiles(scenario: string, now = new Date()): LoadFiles {
  const time = now.toISOString().replace(/\..*/, '').replaceAll(':', '-');
  const folder = join(homePaths().root, 'load', `${time}-${scenario}`);
  mkdirSync(folder, { recursive: true });
  return {
    report: join(folder, 'report.html'),
    summary: join(folder, 'summary.json'),
    log: join(folder, 'k6.log'),
  };
}
