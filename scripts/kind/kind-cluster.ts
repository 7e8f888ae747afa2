// Run by scripts/kind.sh: node scripts/kind/kind-cluster.ts down|status|load|open
import { statusCommand } from '../../lab/commands/status.ts';
import { claimLab } from '../../lab/engine/claim-lab.ts';
import type { PartName } from '../../lab/engine/engine.ts';
import { CLUSTER_NAME, findCluster, isMade } from '../../lab/engine/kind/cluster.ts';
import { kindEngine } from '../../lab/engine/kind/kind-engine.ts';
import { loadImage } from '../../lab/engine/kind/load-image.ts';
import { deleteCluster, isThere } from '../../lab/engine/kind/make-cluster.ts';
import { requireTools } from '../../lab/engine/kind/require-tools.ts';
import { LabError } from '../../lab/engine/lab-error.ts';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { interruptible } from '../../lab/terminal/interruptible.ts';
import { reportError } from '../../lab/terminal/report-error.ts';
import { showProgress } from '../../lab/terminal/show-progress.ts';
import { openInBrowser } from './open-in-browser.ts';

const FROM_THE_IMAGE: PartName[] = ['storefront', 'orders', 'payments-worker', 'payment-gateway', 'desk'];

const paths = homePaths();
const cluster = findCluster(paths);
const engine = kindEngine(cluster);

const commands: Record<string, () => Promise<void>> = { down, status, load, open };
try {
  await commands[process.argv[2] ?? '']?.();
} catch (error) {
  process.exitCode = reportError(error);
}

async function down(): Promise<void> {
  await requireTools();
  const wasThere = await isThere();
  await claimLab(paths, 'kind', () => deleteCluster(cluster));
  console.log(
    wasThere ? `The cluster ${CLUSTER_NAME} is removed, with all that was in it.` : 'There was no cluster.',
  );
}

async function status(): Promise<void> {
  await requireTools();
  const there = await isThere();
  console.log(there ? `The cluster ${CLUSTER_NAME}: export KUBECONFIG=${cluster.kubeconfig}\n` : noCluster());
  if (there) await statusCommand(() => engine).parseAsync([], { from: 'user' });
}

async function load(): Promise<void> {
  await requireTools();
  if (!(await isThere())) throw new LabError(noCluster(), { next: ['scripts/kind.sh up'] });
  const progress = showProgress();
  const interrupt = interruptible('Interrupted: the cluster keeps the image that it had.');
  const image = await loadImage({ onProgress: progress.show, signal: interrupt.signal }).finally(() => {
    interrupt.release();
    progress.end();
  });
  console.log(`${image} is in the cluster.`);
  if ((await engine.status()).phase === 'stopped') return;
  await engine.apply(FROM_THE_IMAGE);
  console.log(`Started anew: ${FROM_THE_IMAGE.join(', ')}.`);
}

async function open(): Promise<void> {
  if (!isMade(cluster)) throw new LabError(noCluster(), { next: ['scripts/kind.sh up'] });
  const { storefront, desk, grafana } = await engine.addresses();
  const places = { Bookstore: storefront, Workbook: desk, Grafana: grafana };
  for (const [name, url] of Object.entries(places)) if (url) console.log(`${name.padEnd(9)} ${url}`);
  openInBrowser(Object.values(places).filter((url) => url !== undefined));
}

function noCluster(): string {
  return `There is no cluster ${CLUSTER_NAME}.`;
}
