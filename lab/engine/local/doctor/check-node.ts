import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { REPOSITORY } from '../home-paths.ts';
import { bad, type Finding, ok } from './finding.ts';

const NEEDED_MAJOR = 24;

/** The Node that runs the lab, and the one that npm has brought. */
export function checkNode(): Finding {
  const brought = existsSync(join(REPOSITORY, 'node_modules/node/bin/node'));
  const running = Number(process.versions.node.split('.')[0]) >= NEEDED_MAJOR;
  if (running) return ok('node', `Node ${process.version}${brought ? ', brought by npm' : ''}`);
  return bad(
    'node',
    `Node ${process.version}, but ${NEEDED_MAJOR} or newer is needed`,
    'npm ci',
    'npm rebuild node',
  );
}
