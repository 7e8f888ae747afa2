import type { PartName, PartState, PartStatus } from '../engine.ts';
import { withoutPassword } from '../without-password.ts';
import type { Container } from './container.ts';
import { containerAddress } from './container-address.ts';

/** A part's status from its container, as `lab status` shows it. */
export function describeContainer(
  name: PartName,
  container: Container | undefined,
  rssBytes: number | null = null,
): PartStatus {
  const running = container?.State.Status === 'running';
  const address = containerAddress(name, container);
  return {
    name,
    state: stateOf(container),
    url: address && withoutPassword(address),
    pid: container?.State.Pid || null,
    restarts: container?.RestartCount ?? 0,
    rssBytes: running ? rssBytes : null,
    version: container?.Config.Image.split(':').at(-1) ?? null,
    uptimeSeconds: running ? Math.round((Date.now() - Date.parse(container.State.StartedAt)) / 1_000) : null,
    lastExit: lastExitOf(container),
    detail: detailOf(container),
  };
}

function stateOf(container: Container | undefined): PartState {
  if (!container) return 'stopped';
  const { Status, Health } = container.State;
  if (Status === 'running') {
    if (Health?.Status === 'healthy') return 'ready';
    return Health?.Status === 'starting' ? 'starting' : 'unready';
  }
  if (Status === 'created') return 'starting';
  if (Status === 'restarting') return 'restarting';
  if (Status === 'paused') return 'unready';
  // Docker brings back what fails: one that stays ended was stopped.
  return Status === 'exited' ? 'stopped' : 'failed';
}

function lastExitOf(container: Container | undefined): string | null {
  if (!container) return null;
  const { Status, ExitCode, OOMKilled, Error: error } = container.State;
  if (OOMKilled) return 'it needed more memory than its mem_limit in docker-compose.yml';
  if (Status !== 'exited' && Status !== 'restarting') return null;
  return error || `exit code ${ExitCode}`;
}

function detailOf(container: Container | undefined): string | null {
  if (!container) return null;
  const { Status, Health } = container.State;
  if (Status === 'created') return 'waits for what it needs';
  if (Status === 'paused') return 'is paused';
  if (Status !== 'running' || Health?.Status === 'healthy') return null;
  return awaitedParts(Health?.Log?.at(-1)?.Output) ?? 'does not answer yet';
}

/** What a service's /readyz says it waits for; other programs' words mean nothing to a learner. */
function awaitedParts(output = ''): string | null {
  const parts = /"parts":(\{.*?\})/.exec(output)?.[1];
  if (!parts) return null;
  const waiting = Object.entries(JSON.parse(parts) as Record<string, string>);
  return (
    waiting.flatMap(([name, state]) => (state === 'ready' ? [] : [`${name}: ${state}`])).join('; ') || null
  );
}
