import type { PartName } from '../engine.ts';
import { LabError } from '../lab-error.ts';
import type { Container } from './container.ts';
import { describeContainer } from './describe-container.ts';
import { PortTaken } from './port-taken.ts';

/** Why `docker compose up` has failed, in the learner's words, and what to type next. */
export function explainFailure(stderr: string, containers: Map<PartName, Container>): LabError {
  const taken = /:(\d+)[^\n]*(?:port is already allocated|address already in use)/i.exec(stderr);
  if (taken)
    return new PortTaken(`Port ${taken[1]} was taken while the lab was starting.`, { next: ['npx lab up'] });
  if (/no space left on device/i.test(stderr))
    return new LabError("Docker's disk is full.", { next: ['docker system df', 'docker system prune'] });
  return culpritOf(containers) ?? unknownFailure(stderr);
}

function culpritOf(containers: Map<PartName, Container>): LabError | undefined {
  const parts = [...containers].map(([name, container]) => describeContainer(name, container));
  // What only waits for the others is not to blame.
  const culprit =
    parts.find(({ lastExit }) => lastExit !== null && lastExit !== 'exit code 0') ??
    parts.find(({ lastExit }) => lastExit !== null) ??
    parts.find(({ state }) => state === 'unready') ??
    parts.find(({ state, uptimeSeconds }) => state === 'starting' && uptimeSeconds !== null);
  if (!culprit) return undefined;
  const why = culprit.lastExit ?? culprit.detail ?? culprit.state;
  return new LabError(`${culprit.name} did not become ready: ${why}.`, {
    next: [`npx lab logs ${culprit.name}`, 'npx lab up'],
  });
}

function unknownFailure(stderr: string): LabError {
  const said = stderr.trim().split('\n').at(-1) || 'no reason given';
  return new LabError(`docker compose up failed: ${said}`, {
    next: ['npx lab status', 'docker compose config'],
  });
}
