import { LabError } from '../../lab-error.ts';
import { findExecutable } from '../process/find-executable.ts';
import { findRabbitmq, type RabbitmqInstallation } from './find-rabbitmq.ts';
import { policyLeftBehind } from './hold-service-starts.ts';
import { canInstallRabbitmq, installRabbitmq } from './install-rabbitmq.ts';

/**
 * Finds RabbitMQ, or installs it where the lab may; `report` gets what is being done. Throws LabError with what to
 * type on this machine otherwise.
 */
export async function requireRabbitmq(report: (doing: string) => void): Promise<RabbitmqInstallation> {
  const found = findRabbitmq();
  // After an installation that lost its supervisor, apt-get may still be at work: ask it again, it waits for itself.
  if (found && !policyLeftBehind()) return found;
  if (!canInstallRabbitmq()) throw missing();
  const startedAt = Date.now();
  let doing = '';
  const tick = setInterval(
    () => report(`${doing} (${Math.round((Date.now() - startedAt) / 1_000)} s)`),
    1_000,
  );
  try {
    await installRabbitmq((what) => {
      doing = what;
      report(what);
    });
  } finally {
    clearInterval(tick);
  }
  const installed = findRabbitmq();
  if (!installed) throw missing();
  return installed;
}

/** What to type on this machine to get RabbitMQ. */
export function howToGetRabbitmq(): string[] {
  if (process.platform === 'darwin') return ['brew install rabbitmq'];
  if (findExecutable('apt-get')) return ['sudo apt-get install --no-install-recommends rabbitmq-server'];
  if (findExecutable('dnf')) return ['sudo dnf install rabbitmq-server'];
  if (findExecutable('pacman')) return ['sudo pacman -S rabbitmq'];
  if (findExecutable('apk')) return ['sudo apk add rabbitmq-server'];
  return [
    'install rabbitmq-server 3.10 or newer with your package manager (https://www.rabbitmq.com/docs/download)',
  ];
}

function missing(): LabError {
  return new LabError(
    'RabbitMQ is not installed: no rabbitmq-server (with Erlang) was found on PATH or in its usual folders.',
    { next: [...howToGetRabbitmq(), 'npx lab up'] },
  );
}
