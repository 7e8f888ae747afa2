import type { IncomingMessage } from 'node:http';
import { HttpProblem } from './http-problem.ts';

/** Reads a whole request body as it came over the wire; throws HttpProblem 413 or 503, or the connection's own error. */
export type BodyReader = (request: IncomingMessage) => Promise<Buffer>;

/** Makes a reader that takes at most `maxBytes` for one body and `maxInFlightBytes` for all bodies being read at one time. */
export function createBodyReader(maxBytes: number, maxInFlightBytes: number): BodyReader {
  let inFlightBytes = 0;
  return (request) =>
    new Promise((resolve, reject) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      const settle = (problem: Error | null): void => {
        request.off('data', take).off('end', end).off('error', settle).off('close', abort);
        inFlightBytes -= bytes;
        if (problem === null) {
          resolve(Buffer.concat(chunks));
          return;
        }
        // The rest is read and thrown away, so that the sender gets to see the answer.
        request.on('error', () => {}).resume();
        reject(problem);
      };
      const take = (chunk: Buffer): void => {
        bytes += chunk.length;
        inFlightBytes += chunk.length;
        if (bytes > maxBytes) settle(tooLarge(maxBytes));
        else if (inFlightBytes > maxInFlightBytes) settle(busy());
        else chunks.push(chunk);
      };
      const end = (): void => settle(null);
      const abort = (): void =>
        settle(new HttpProblem(400, 'body-cut-off', 'The connection closed before the body was complete.'));
      if (Number(request.headers['content-length']) > maxBytes) return settle(tooLarge(maxBytes));
      request.on('data', take).on('end', end).on('error', settle).on('close', abort);
    });
}

/** The answer to a body of more than `maxBytes` bytes, packed or unpacked. */
export function tooLarge(maxBytes: number): HttpProblem {
  const megabytes = Math.round(maxBytes / 1048576);
  return new HttpProblem(
    413,
    'body-too-large',
    `The desk takes at most ${megabytes} MB in one request. Lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE.`,
  );
}

function busy(): HttpProblem {
  return new HttpProblem(503, 'busy', 'Too much is arriving at once. Send it again in a second.', {
    'Retry-After': '1',
  });
}
