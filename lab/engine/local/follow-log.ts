import { closeSync, fstatSync, openSync, readSync, statSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { tailFile } from './tail-file.ts';

const LOOK_EVERY_MS = 200;
const CHUNK_BYTES = 64 * 1024;

export type FollowOptions = { lines: number; follow: boolean; signal?: AbortSignal };

/** The last lines of a log, then, with `follow`, every new one until `signal` aborts. A cut log is read from its start. */
export async function* followLog(file: string, options: FollowOptions): AsyncGenerator<string> {
  let offset = sizeOf(file);
  yield* tailFile(file, options.lines);
  let rest = '';
  while (options.follow && !options.signal?.aborted) {
    await after(LOOK_EVERY_MS, undefined, options.signal ? { signal: options.signal } : {}).catch(() => {});
    if (sizeOf(file) < offset) offset = 0;
    for (let chunk = readChunk(file, offset); chunk.length > 0; chunk = readChunk(file, offset)) {
      offset += chunk.length;
      const lines = (rest + chunk.toString('utf8')).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  }
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function readChunk(file: string, offset: number): Buffer {
  if (sizeOf(file) <= offset) return Buffer.alloc(0);
  const descriptor = openSync(file, 'r');
  try {
    const buffer = Buffer.alloc(Math.min(CHUNK_BYTES, fstatSync(descriptor).size - offset));
    return buffer.subarray(0, readSync(descriptor, buffer, 0, buffer.length, offset));
  } finally {
    closeSync(descriptor);
  }
}
