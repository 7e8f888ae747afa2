import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

const LISTEN = '0A';

/** Who listens on a port, such as "nginx, pid 812"; undefined when this user may not know. */
export function portHolder(port: number): string | undefined {
  return holderFromProc(port) ?? holderFromLsof(port);
}

function holderFromProc(port: number): string | undefined {
  const inodes = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => listeningInodes(table, port));
  if (inodes.length === 0) return undefined;
  const pids = entriesOf('/proc').filter((name) => /^\d+$/.test(name));
  const pid = pids.find((candidate) => holdsSocket(candidate, inodes));
  return pid && `${commandOf(pid)}, pid ${pid}`;
}

// Not /proc/PID/comm: Node calls its own "MainThread" there.
function commandOf(pid: string): string {
  const [command = ''] = linesOf(`/proc/${pid}/cmdline`)[0]?.split(/\0| /) ?? [];
  return basename(command) || 'a process';
}

/** Columns of /proc/net/tcp (proc(5)): local address as HEX_IP:HEX_PORT, state, and the socket's inode. */
function listeningInodes(table: string, port: number): string[] {
  const suffix = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const rows = linesOf(table).map((line) => line.trim().split(/\s+/));
  return rows.flatMap(([, local, , state, , , , , , inode]) =>
    local?.endsWith(suffix) && state === LISTEN && inode ? [`socket:[${inode}]`] : [],
  );
}

function holdsSocket(pid: string, inodes: string[]): boolean {
  const folder = `/proc/${pid}/fd`;
  return entriesOf(folder).some((fd) => inodes.includes(linkOf(`${folder}/${fd}`)));
}

function holderFromLsof(port: number): string | undefined {
  const lsof = spawnSync('lsof', ['-nP', `-iTCP:${port}`, '-sTCP:LISTEN', '-Fpc'], {
    encoding: 'utf8',
    timeout: 3_000,
  });
  const found = /^p(\d+)\nc(.+)$/m.exec(lsof.stdout ?? '');
  return found ? `${found[2]}, pid ${found[1]}` : undefined;
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}
