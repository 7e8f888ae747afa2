const FOLDER = './chapters/12-incident/troubles';

/**
 * Variables by which every service preloads a file of chapter 12; the file knows which service it means. The path is
 * relative to the folder that the services run in, which is not the same in a container.
 */
export function preload(file: string, more: Record<string, string> = {}): Record<string, string> {
  return { NODE_OPTIONS: `--import=${FOLDER}/${file}`, ...more };
}
