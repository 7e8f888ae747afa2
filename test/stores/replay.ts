// Plays back what a real store has answered, where no real one can be had: the same question gets the same answer.
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** What was asked (path and query) and answered, of which program, about telemetry that was begun at `baseMs`. */
export type Recording = {
  program: string;
  version: string;
  baseMs: number;
  answers: { asked: string; status: number; body: string }[];
};

const fileOf = (name: string) => join(import.meta.dirname, 'recorded', `${name}.json`);

export function readRecording(name: string): Recording {
  return JSON.parse(readFileSync(fileOf(name), 'utf8'));
}

export function writeRecording(name: string, recording: Recording): void {
  writeFileSync(fileOf(name), `${JSON.stringify(recording, null, 1)}\n`);
}

/** A server that plays a recording back; what was never asked is answered with 501, which no store says. */
export function replay({ answers }: Recording): Promise<Playing> {
  const known = new Map(answers.map(({ asked, ...answer }) => [asked, answer]));
  return play(async ({ url = '' }, response) => {
    const answer = known.get(url);
    response.writeHead(answer?.status ?? 501).end(answer?.body ?? `never asked: ${url}`);
  });
}

/** A server between a client and the store at `target` that remembers what is said. */
export async function record(target: string): Promise<Playing & { answers: Recording['answers'] }> {
  const answers: Recording['answers'] = [];
  const playing = await play(async ({ url: asked = '' }, response) => {
    const answer = await fetch(new URL(asked, target));
    const body = await answer.text();
    if (!answers.some((one) => one.asked === asked)) answers.push({ asked, status: answer.status, body });
    response.writeHead(answer.status).end(body);
  });
  return { ...playing, answers };
}

export type Playing = { url: string; close: () => void };

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** A server on loopback that answers as `handle` says. */
export async function play(handle: Handler): Promise<Playing> {
  const server = createServer((request, response) => {
    handle(request, response).catch((error: Error) => response.writeHead(502).end(error.message));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => server.close(),
  };
}
