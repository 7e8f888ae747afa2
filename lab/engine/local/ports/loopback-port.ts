import { connect, createServer, type Server } from 'node:net';

const CONNECT_LIMIT_MS = 500;

/** Whether something accepts connections on the loopback port. */
export function answersOnPort(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    const done = (answers: boolean) => {
      socket.destroy();
      resolve(answers);
    };
    socket.setTimeout(CONNECT_LIMIT_MS, () => done(false));
    socket.once('connect', () => done(true)).once('error', () => done(false));
  });
}

/** Takes a free loopback port until the returned server is closed; undefined when another process has it. */
export async function holdPort(port: number): Promise<Server | undefined> {
  // Where a wildcard listener does not clash with a loopback one (macOS), only connecting tells.
  if (await answersOnPort(port)) return undefined;
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', () => resolve(undefined));
    server.listen({ port, host: '127.0.0.1' }, () => resolve(server.unref()));
  });
}

/** Whether this user can listen on the loopback port now. */
export async function isPortFree(port: number): Promise<boolean> {
  const server = await holdPort(port);
  server?.close();
  return server !== undefined;
}
