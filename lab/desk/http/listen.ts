import { createServer, type RequestListener, type Server } from 'node:http';
import type { DeskCounters } from '../store/desk-counters.ts';

/** Starts the HTTP server; resolves when it takes connections, rejects when the port cannot be had (EADDRINUSE, EACCES). */
export function listen(
  app: RequestListener,
  port: number,
  host: string,
  counters: DeskCounters,
): Promise<Server> {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000 }, app);
  // Longer than any export interval: a connection closed just when an exporter reuses it would lose a batch.
  server.keepAliveTimeout = 65_000;
  server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
    // A sender that hung up in the middle is no error of the protocol.
    const hungUp = error.code === 'ECONNRESET' || error.code === 'HPE_INVALID_EOF_STATE';
    if (hungUp || !socket.writable) return socket.destroy();
    // What an exporter set to gRPC looks like from here; it cannot read an HTTP/1.1 answer, so the count must tell.
    counters.refuse('not-http-1.1');
    socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}
