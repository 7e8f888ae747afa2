import { chooseFullStack } from '../choose-full-stack.ts';
import { homePaths } from '../home-paths.ts';
import { claimHome } from './claim-home.ts';
import { LabSupervision } from './lab-supervision.ts';

// The process that owns every other one of the lab. Started detached by `lab up`; LAB_HOME says for which instance,
// the argument --full that it has the full stack.
const paths = homePaths();
const claim = claimHome(paths);
// Another supervisor was faster: whoever started us asks that one.
if (!claim) process.exit(0);

const full = process.argv.includes('--full');
const supervision = new LabSupervision(paths, claim, () => (full ? chooseFullStack() : undefined));
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const)
  process.on(signal, () => supervision.shutDown());
process.on('uncaughtException', (error) => {
  console.error('supervisor: unexpected', error);
  supervision.shutDown(error);
});
await supervision.run();
