import { gunzipSync, inflateSync } from 'node:zlib';
import { tooLarge } from './create-body-reader.ts';
import { HttpProblem } from './http-problem.ts';

/** Undoes the content encoding (gzip, deflate, identity); stops at `maxBytes` of output. Throws HttpProblem 400, 413 or 415. */
export function unpackBody(body: Buffer, encoding: string, maxBytes: number): Buffer {
  const unpack = UNPACKERS[encoding];
  if (unpack === undefined) {
    const message = `Content-Encoding ${encoding} is not known here. Send gzip, deflate or none: OTEL_EXPORTER_OTLP_COMPRESSION=gzip.`;
    throw new HttpProblem(415, 'encoding-unknown', message);
  }
  try {
    return unpack(body, { maxOutputLength: maxBytes });
  } catch (error) {
    if (error instanceof RangeError) throw tooLarge(maxBytes);
    throw new HttpProblem(400, 'body-not-unpackable', `The body is not valid ${encoding}.`);
  }
}

const UNPACKERS: Partial<Record<string, (body: Buffer, options: { maxOutputLength: number }) => Buffer>> = {
  // A null prototype: a header like "constructor" must find nothing.
  __proto__: null as never,
  identity: (body) => body,
  gzip: gunzipSync,
  deflate: inflateSync,
};
