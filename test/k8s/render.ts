import { execFileSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { Manifest } from './manifest.ts';

export const REPOSITORY = join(import.meta.dirname, '../..');
const FOLDER = join(REPOSITORY, 'deploy/k8s');

/** Every folder that somebody may type after `kubectl apply -k deploy/k8s/`. */
export const OVERLAYS = ['base', ...globSync('overlays/*', { cwd: FOLDER }).sort()];

const rendered = new Map<string, string>();

/** What `kubectl apply -k` would send, without any flag. */
export function renderText(overlay: string): string {
  const known = rendered.get(overlay);
  if (known !== undefined) return known;
  const text = execFileSync('kubectl', ['kustomize', join(FOLDER, overlay)], {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  rendered.set(overlay, text);
  return text;
}

/** The objects of an overlay. */
export function render(overlay: string): Manifest[] {
  return parseAllDocuments(renderText(overlay)).map((document) => document.toJS() as Manifest);
}
