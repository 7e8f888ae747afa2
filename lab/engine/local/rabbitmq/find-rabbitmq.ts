import { readdirSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findExecutable } from '../process/find-executable.ts';

export type RabbitmqInstallation = { server: string; epmd: string; version: string | null };

// Debian's /usr/sbin/rabbitmq-server switches to the user rabbitmq, who may not read our folders: raw scripts first.
const RAW_SCRIPT_FOLDERS = [
  '/usr/lib/rabbitmq/bin',
  '/opt/homebrew/opt/rabbitmq/sbin',
  '/usr/local/opt/rabbitmq/sbin',
  '/opt/homebrew/sbin',
  '/usr/local/sbin',
];
const EPMD_FOLDERS = ['/usr/lib/erlang/bin', '/usr/lib64/erlang/bin', '/opt/homebrew/bin', '/usr/local/bin'];

/** Finds RabbitMQ's server script and Erlang's epmd on this machine; undefined when either is missing. */
export function findRabbitmq(): RabbitmqInstallation | undefined {
  const server =
    findExecutable('rabbitmq-server', RAW_SCRIPT_FOLDERS) ?? findExecutable('rabbitmq-server', ['/usr/sbin']);
  const epmd = findExecutable('epmd', [...EPMD_FOLDERS, ...erlangRuntimeFolders()]);
  return server && epmd ? { server, epmd, version: versionOf(server) } : undefined;
}

// Some packages keep epmd only in the runtime's own folder, beside the real `erl`.
function erlangRuntimeFolders(): string[] {
  const erl = findExecutable('erl', EPMD_FOLDERS);
  if (!erl) return [];
  const root = dirname(dirname(realpathSync(erl)));
  return [root, join(root, 'lib', 'erlang')].flatMap((folder) =>
    entriesOf(folder)
      .filter((name) => name.startsWith('erts-'))
      .map((name) => join(folder, name, 'bin')),
  );
}

/** The version stands in the installation: in the folder's name, or in the name of the plugin `rabbit-<version>`. */
function versionOf(server: string): string | null {
  const real = realpathSync(server);
  const fromPath = /rabbitmq(?:_server-|\/)(\d+\.\d+\.\d+)/.exec(real)?.[1];
  if (fromPath) return fromPath;
  const plugin = entriesOf(join(dirname(real), '..', 'plugins')).find((name) => /^rabbit-\d/.test(name));
  return /^rabbit-(\d+\.\d+\.\d+)/.exec(plugin ?? '')?.[1] ?? null;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
