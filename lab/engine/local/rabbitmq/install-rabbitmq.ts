import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { LabError } from '../../lab-error.ts';
import { findExecutable } from '../process/find-executable.ts';
import { holdServiceStarts } from './hold-service-starts.ts';

const LISTS = '/var/lib/apt/lists';
const LISTS_STALE_AFTER_MS = 7 * 24 * 3600 * 1000;
const SERVICES = ['rabbitmq-server.service', 'epmd.service', 'epmd.socket'];
const APT_DEADLINE_MS = 300_000;

/** Whether this process can install RabbitMQ by itself: root on Debian or Ubuntu. */
export function canInstallRabbitmq(): boolean {
  return (
    process.getuid?.() === 0 && findExecutable('apt-get') !== undefined && existsSync('/etc/debian_version')
  );
}

/**
 * Installs rabbitmq-server with apt-get, without starting its service. `report` gets what is being done.
 * Never interrupted half-way: a broken package database would be worse than the wait (at most 5 minutes).
 */
export async function installRabbitmq(report: (what: string) => void): Promise<void> {
  if (listsAreOld()) {
    report('apt-get update');
    await aptGet(['update']);
  }
  report('installing rabbitmq-server with apt-get');
  const others = SERVICES.filter(isKnownService);
  const release = holdServiceStarts();
  try {
    await aptGet(['install', '--yes', '--no-install-recommends', 'rabbitmq-server']);
  } finally {
    release();
  }
  await keepServicesOff(SERVICES.filter((service) => !others.includes(service)));
}

function listsAreOld(): boolean {
  try {
    const lists = readdirSync(LISTS).filter((name) => name.includes('_Packages'));
    const newest = Math.max(0, ...lists.map((name) => statSync(`${LISTS}/${name}`).mtimeMs));
    // The mtime is the archive's, not ours: pkgcache tells when the lists were last looked at.
    return lists.length === 0 || Date.now() - Math.max(newest, lastUpdateMs()) > LISTS_STALE_AFTER_MS;
  } catch {
    return true;
  }
}

function lastUpdateMs(): number {
  const partial = statSync(`${LISTS}/partial`, { throwIfNoEntry: false });
  return partial?.mtimeMs ?? 0;
}

// The packages would start a broker at every boot of a machine with systemd, and it was installed for the lab only.
// What the machine had before stays as it was.
async function keepServicesOff(services: string[]): Promise<void> {
  if (services.length > 0 && existsSync('/run/systemd/system'))
    await run('systemctl', ['disable', '--quiet', ...services]);
}

function isKnownService(service: string): boolean {
  return ['/lib/systemd/system', '/usr/lib/systemd/system'].some((folder) =>
    existsSync(`${folder}/${service}`),
  );
}

async function aptGet(args: string[]): Promise<void> {
  const { code, output } = await run('apt-get', ['-o', 'DPkg::Lock::Timeout=120', ...args]);
  if (code === 0) return;
  const lines = output.trim().split('\n').slice(-4).join('\n  ');
  throw new LabError(
    `RabbitMQ is missing and could not be installed: apt-get ${args[0]} failed:\n  ${lines}`,
    {
      next: ['apt-get update && apt-get install --no-install-recommends rabbitmq-server', 'npx lab up'],
    },
  );
}

function run(file: string, args: string[]): Promise<{ code: number | null; output: string }> {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      // Its own group: a Ctrl-C meant for the lab must not stop dpkg between two packages.
      detached: true,
      timeout: APT_DEADLINE_MS,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive', LC_ALL: 'C' },
    });
    let output = '';
    const keep = (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-8_000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    child.on('error', (error) => resolve({ code: null, output: String(error.message) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}
