import { requireDaemon } from '../compose/require-docker.ts';
import { LabError } from '../lab-error.ts';
import { NOT_FOUND, runProgram } from '../run-program.ts';

type Version = readonly [number, number];

// Older ones lack what deploy/k8s uses, or do not know the node image of deploy/k8s/kind.yaml.
const OLDEST_KUBECTL: Version = [1, 30];
const OLDEST_KIND: Version = [0, 33];
const MEMORY_NEEDED_BYTES = 4 * 1024 ** 3; // what the lab's pods use, and Kubernetes itself

/** Throws LabError, with how to get it, unless there is a kubectl that is new enough. */
export async function requireKubectl(): Promise<void> {
  const { code, stdout } = await runProgram('kubectl', ['version', '--client', '--output', 'json']);
  const next = ['https://kubernetes.io/docs/tasks/tools/', 'brew install kubectl   (with Homebrew)'];
  if (code === NOT_FOUND) throw new LabError('kubectl is not installed.', { next });
  const version = /"gitVersion": *"([^"]+)"/.exec(stdout)?.[1] ?? '';
  requireVersion('kubectl', version, OLDEST_KUBECTL, next);
}

/** Throws LabError, with how to get it, unless Docker, kind and kubectl are there, new enough, with enough memory. */
export async function requireTools(): Promise<void> {
  await requireKubectl();
  await requireKind();
  const memoryBytes = await requireDaemon();
  if (memoryBytes >= MEMORY_NEEDED_BYTES) return;
  const [has, needs] = [memoryBytes, MEMORY_NEEDED_BYTES].map((bytes) => (bytes / 1024 ** 3).toFixed(1));
  throw new LabError(`Docker has ${has} GiB of memory, and the lab in a cluster needs ${needs}.`, {
    next: ['give it more (Docker Desktop: Settings, Resources)', 'npx lab up --engine local'],
  });
}

async function requireKind(): Promise<void> {
  const { code, stdout } = await runProgram('kind', ['version']);
  const next = [
    'https://kind.sigs.k8s.io/docs/user/quick-start/#installation',
    'brew install kind   (with Homebrew)',
    'go install sigs.k8s.io/kind@v0.33.0   (with Go)',
  ];
  if (code === NOT_FOUND) throw new LabError('kind is not installed.', { next });
  requireVersion('kind', /v\d+\.\d+\.\d+/.exec(stdout)?.[0] ?? '', OLDEST_KIND, next);
}

function requireVersion(tool: string, version: string, oldest: Version, next: string[]): void {
  const [major = 0, minor = 0] = version.replace(/^v/, '').split('.').map(Number);
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  const found = version ? `${tool} is ${version}` : `${tool} does not tell its version`;
  throw new LabError(`${found}, and the lab needs ${oldest.join('.')} or newer.`, { next });
}
