import { execFileSync } from 'node:child_process';
import type { TestContext } from 'node:test';
import { waitUntil } from '../../../lab/engine/local/process/wait-until.ts';
import { startDesk } from '../../component/desk-process.ts';
import type { FullLab } from '../open-full-lab.ts';

const START_LIMIT_MS = 20_000;
const NAME = 'second-desk';

/** A backend that is no part of the lab. `url`: for the test, `seenFromCollector`: for the Collector. */
export type SecondDesk = { url: string; seenFromCollector: string };

/** Starts another desk where the lab's Collector can reach it: a process beside processes, a container beside containers. */
export async function startSecondDesk(t: TestContext, lab: FullLab): Promise<SecondDesk> {
  if (lab.engine.name === 'local') {
    const { url } = await startDesk(t);
    return { url, seenFromCollector: url };
  }
  const [image, network] = ask(
    'ps',
    '--filter',
    `publish=${new URL(lab.at.desk).port}`,
    '--format',
    '{{.Image}} {{.Networks}}',
  ).split(' ');
  const where = ['--network', network ?? '', '--network-alias', NAME, '--publish', '127.0.0.1::8090'];
  const settings = ['PORT=8090', 'LISTEN_HOST=0.0.0.0', `HOST_NAMES=${NAME}`].flatMap((line) => [
    '--env',
    line,
  ]);
  const id = ask('run', '--detach', '--rm', ...where, ...settings, image ?? '', 'node', 'lab/desk/main.ts');
  t.after(() => ask('kill', id));
  const url = `http://${ask('port', id, '8090')}`;
  const answers = () =>
    fetch(`${url}/readyz`).then(
      ({ ok }) => ok,
      () => false,
    );
  if (!(await waitUntil(answers, START_LIMIT_MS, 200))) throw new Error('the second desk does not answer');
  return { url, seenFromCollector: `http://${NAME}:8090` };
}

function ask(...args: string[]): string {
  return execFileSync('docker', args, { encoding: 'utf8' }).trim();
}
