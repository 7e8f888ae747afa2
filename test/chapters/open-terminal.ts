import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { waitUntil } from '../../lab/engine/local/process/wait-until.ts';
import { installPackage } from '../install-package.ts';

const WAIT_LIMIT_MS = 120_000;
// npx would find the lab of the repository that the packages are installed in.
const NPX = 'npx() { shift; node lab/lab.js "$@"; }';

/** A shell in a terminal of 110 by 50 characters, as a learner sees it. */
export type Terminal = {
  /** Types a line, and Enter. */
  type: (line: string) => void;
  /** Presses one key. */
  press: (key: string) => void;
  /** Waits until the screen shows it. Throws with the screen when it does not in two minutes. */
  shows: (what: RegExp) => Promise<void>;
  close: () => void;
};

let opened = 0;

/** Opens a terminal (tmux, which is installed when missing, as root on Debian or Ubuntu) in a folder. */
export function openTerminal(folder: string, env: NodeJS.ProcessEnv): Terminal {
  const server = ['-L', `lab-test-${process.pid}-${++opened}`, '-f', '/dev/null'];
  const tmux = (...args: string[]) =>
    execFileSync('tmux', [...server, ...args], {
      encoding: 'utf8',
      env: { ...env, PS1: '$ ', TERM: 'xterm-256color' },
    });
  installTmux();
  tmux('new-session', '-d', '-x', '110', '-y', '50', '-c', folder, 'bash', '--norc', '--noprofile');
  const type = (line: string) => {
    tmux('send-keys', '-l', line);
    tmux('send-keys', 'Enter');
  };
  type(NPX);
  const screen = () => tmux('capture-pane', '-p', '-J');
  return {
    type,
    press: (key) => void tmux('send-keys', key),
    shows: async (what) => {
      const seen = await waitUntil(() => what.test(screen()), WAIT_LIMIT_MS, 200);
      if (!seen) assert.fail(`the terminal does not show ${what}:\n${screen()}`);
    },
    close: () => void tmux('kill-server'),
  };
}

function installTmux(): void {
  try {
    execFileSync('tmux', ['-V'], { stdio: 'ignore' });
  } catch {
    installPackage('tmux');
  }
}
