import { spawn } from 'node:child_process';
import { findExecutable } from '../../lab/engine/local/process/find-executable.ts';

const OPENERS = ['open', 'wslview', 'xdg-open']; // macOS, Windows' Linux, Linux

/** Opens these addresses in the user's browser, where there is one; nothing is said if there is none. */
export function openInBrowser(urls: string[]): void {
  const opener = OPENERS.map((name) => findExecutable(name)).find(Boolean);
  if (!opener) return;
  for (const url of urls)
    spawn(opener, [url], { detached: true, stdio: 'ignore' })
      .on('error', () => {})
      .unref();
}
