import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const POLICY = '/usr/sbin/policy-rc.d';
const MARK = '# Placed by the Bookstore Tracing Lab while it installs RabbitMQ; safe to delete.';

/**
 * Keeps Debian's packages from starting their services (a broker on every interface) until the returned function is
 * called. Leaves a policy that somebody else placed alone.
 */
export function holdServiceStarts(): () => void {
  const draft = `${POLICY}.lab-${process.pid}`;
  writeFileSync(draft, `#!/bin/sh\n${MARK}\nexit 101\n`, { mode: 0o755 });
  try {
    linkSync(draft, POLICY);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return releaseServiceStarts;
}

/** Removes the policy if it is ours: also what an installation that was killed has left. */
function releaseServiceStarts(): void {
  if (policyLeftBehind()) rmSync(POLICY, { force: true });
}

/** Whether a policy of ours is in place. */
export function policyLeftBehind(): boolean {
  try {
    return readFileSync(POLICY, 'utf8').includes(MARK);
  } catch {
    return false;
  }
}
