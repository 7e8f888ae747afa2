import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** What every page runs before it loads anything. A file of its own could be what is cut off. */
export const INLINE_SCRIPT = readFileSync(
  path.join(import.meta.dirname, '../public/reload-when-cut-off.js'),
  'utf8',
);

/** What allows it: a hash-source of https://www.w3.org/TR/CSP3/#framework-directive-source-list */
export const INLINE_SOURCE = `'sha256-${createHash('sha256').update(INLINE_SCRIPT).digest('base64')}'`;
