import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';

/** Replaces the ports of this machine in a copy of kind.yaml by free ones, and returns them: whatever runs here keeps its own. */
export async function freeHostPorts(file: string): Promise<number[]> {
  const config = readFileSync(file, 'utf8');
  const count = config.match(/hostPort: \d+/g)?.length ?? 0;
  const servers = await Promise.all(Array.from({ length: count }, () => listenOn(0)));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  const left = [...ports];
  writeFileSync(
    file,
    config.replace(/hostPort: \d+/g, () => `hostPort: ${left.shift()}`),
  );
  return ports;
}

/** Takes a port of this machine, any free one for 0. */
export async function listenOn(port: number): Promise<Server> {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
