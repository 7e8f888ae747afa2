import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const TRACE_ID = /^00-([0-9a-f]{32})-[0-9a-f]{16}-01$/;

/** A stand-in for the shop: shows its books and refuses every checkout with `status`. `traceIds`: of what it was sent. */
export async function startFakeShop(status: number) {
  const traceIds = new Set<string>();
  const server = createServer((request, response) => {
    const traceId = TRACE_ID.exec(request.headers.traceparent?.toString() ?? '')?.[1];
    if (traceId) traceIds.add(traceId);
    const shown = { books: [], traceId: 'f'.repeat(32), traceUrl: `http://viewer/${'f'.repeat(32)}?tab=1` };
    const books = request.url === '/books';
    response.writeHead(books ? 200 : status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(books ? shown : { status, detail: 'out of order' }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref(); // a test that fails early must end
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    traceIds,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
