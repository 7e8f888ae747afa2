import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { scratchClone } from '../scratch-clone.ts';
import { type FakeTools, fakeTools } from './fake-tools.ts';
import { freeHostPorts } from './free-host-ports.ts';
import { type Ended, startKindScript } from './run-kind-script.ts';

const SCRIPT_LIMIT_MS = 60_000;
/** What kind does when it makes a cluster, or is asked for its kubeconfig: the file appears. */
export const MADE = `for last; do before=$now; now=$last; [ "$before" = --kubeconfig ] && echo made >"$last"; done; true`;
const USERS = "the user's own";

/** How a Docker and a kind answer with which all goes well. */
export const DOCKER = { info: 'echo 8000000000', build: 'echo built', start: 'true' };
export const KIND = {
  version: 'echo kind v0.33.0 go1.25.1 linux/amd64',
  'get clusters': 'echo "No kind clusters found." >&2',
  'create cluster': MADE,
  'delete cluster': 'true',
  'load docker-image': 'true',
  'export kubeconfig': MADE,
};

/** A clone of the repository with tools that only write down what scripts/kind.sh asks of them. */
export type ScriptBench = Awaited<ReturnType<typeof scriptBench>>;

/** Makes a bench. Its cluster takes what it is given, and has no pods. */
export async function scriptBench(prefix: string) {
  const clone = scratchClone(prefix);
  const users = clone.path('users-kubeconfig');
  const kubeconfig = clone.path('.lab/kind/kubeconfig');
  const ports = await freeHostPorts(clone.path('deploy/k8s/kind.yaml'));
  const cluster = `--kubeconfig ${kubeconfig} `;
  const kubectl = {
    version: `echo '{ "clientVersion": { "gitVersion": "v1.34.4" } }'`,
    [`${cluster}config current-context`]: 'echo kind-bookstore-lab',
    [`${cluster}kustomize`]: 'echo "{ apiVersion: v1, kind: Namespace, metadata: { name: bookstore } }"',
    [`${cluster}apply`]: 'cat >/dev/null',
    [`${cluster}delete`]: 'true',
    [`${cluster}get --raw /readyz`]: 'true',
    [`${cluster}get`]: `echo '{ "items": [] }'`,
  };
  let tools: FakeTools | undefined;
  const current = () => tools ?? reset();
  const reset = () => {
    for (const name of ['.lab', 'tools']) rmSync(clone.path(name), { recursive: true, force: true });
    tools = fakeTools(clone.path('tools'));
    tools.answer('docker', DOCKER);
    tools.answer('kind', KIND);
    tools.answer('kubectl', kubectl);
    writeFileSync(users, USERS);
    return tools;
  };
  const start = (...words: string[]) => startKindScript(clone, current(), users, SCRIPT_LIMIT_MS, ...words);
  return {
    clone,
    kubeconfig,
    ports,
    kubectl,
    /** Puts everything back as it was at first. */
    reset,
    answer: (tool: 'kind' | 'docker' | 'kubectl', answers: Record<string, string>) =>
      current().answer(tool, answers),
    remove: (tool: string) => rmSync(clone.path('tools', tool)),
    calls: () => current().calls(),
    /** What was asked of the tools that makes or removes something. */
    changes: () =>
      current()
        .calls()
        .filter((call) => /(create|delete|load|build|apply)\b/.test(call)),
    isUsersUntouched: () => readFileSync(users, 'utf8') === USERS,
    isNothingLeft: () => !existsSync(clone.path('.lab/kind')),
    start,
    run: (...words: string[]): Promise<Ended> => start(...words).ended,
  };
}
