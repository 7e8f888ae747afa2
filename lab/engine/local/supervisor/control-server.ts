import { timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { constants } from 'node:os';
import type { SupervisedPart } from './supervised-part.ts';

/** What the CLI may ask of the supervisor. */
export type Control = {
  describe: () => Promise<unknown>;
  shutDown: () => void;
  find: (name: string) => SupervisedPart | undefined;
};

type Answer = { status: number; body: unknown };

/** Serves the control API on a free loopback port to whoever has the token. Resolves when it listens. */
export async function controlServer(
  token: string,
  control: Control,
): Promise<{ server: Server; port: number }> {
  const server = createServer((request, response) => {
    answer(request, token, control)
      .catch((error: Error) => ({ status: 500, body: { message: error.message } }))
      .then(({ status, body }) => send(response, status, body));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ port: 0, host: '127.0.0.1' }, resolve);
  });
  return { server, port: (server.address() as AddressInfo).port };
}

async function answer(request: IncomingMessage, token: string, control: Control): Promise<Answer> {
  if (!hasToken(request, token)) return { status: 401, body: { message: 'wrong token' } };
  const url = new URL(request.url ?? '/', 'http://supervisor');
  const route = `${request.method} ${url.pathname}`;
  if (route === 'GET /lab') return { status: 200, body: await control.describe() };
  if (route === 'POST /shutdown') {
    control.shutDown();
    return { status: 202, body: {} };
  }
  const [, name, action] = /^POST \/parts\/([a-z-]+)\/(start|stop|restart|kill)$/.exec(route) ?? [];
  const part = name === undefined ? undefined : control.find(name);
  if (!part || !action) return { status: 404, body: { message: `no such thing: ${route}` } };
  return act(part, action, url.searchParams.get('signal') ?? 'SIGTERM');
}

async function act(part: SupervisedPart, action: string, signal: string): Promise<Answer> {
  if (action === 'kill' && !(signal in constants.signals)) {
    return { status: 400, body: { message: `no such signal: ${signal}` } };
  }
  if (action === 'start') part.start();
  if (action === 'stop') await part.stop();
  if (action === 'restart') await part.restart();
  if (action === 'kill') part.kill(signal as NodeJS.Signals);
  return { status: 200, body: {} };
}

function hasToken(request: IncomingMessage, token: string): boolean {
  const given = Buffer.from(request.headers.authorization ?? '');
  const wanted = Buffer.from(`Bearer ${token}`);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify(body));
}
