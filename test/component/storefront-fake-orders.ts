import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export const ORDER_ID = '0f9f2c52-6f0a-4d6e-9d44-0a9a3f1a7c11';

export const BOOKS = [
  book('the-lost-span', 'The Lost Span', 1800, 1000),
  book('signed-first-edition', 'Signed First Edition', 9500, 3),
  book('out-of-print', 'Out of Print', 4000, 0),
  book('hostile', '<script>alert("title")</script>', 1200, 1000),
];

type Answer = { status: number; body: unknown };
type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };

/** A stand-in for the orders service: answers by `METHOD /path`, and remembers what it was asked. */
export async function startFakeOrders() {
  const answers = new Map<string, Answer>([
    ['GET /readyz', { status: 200, body: {} }],
    ['GET /books', { status: 200, body: { books: BOOKS } }],
    ...BOOKS.map((it) => [`GET /books/${it.id}`, { status: 200, body: it }] as [string, Answer]),
    [`GET /orders/${ORDER_ID}`, { status: 200, body: order('placed') }],
    ['POST /orders', { status: 201, body: placed(false) }],
  ]);
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body: await text(request) });
    const answer = answers.get(`${method} ${path}`) ?? {
      status: 404,
      body: { detail: 'There is no such thing' },
    };
    response
      .writeHead(answer.status, { 'content-type': 'application/json' })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  server.unref(); // a test that fails early must end
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    answers,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** An order as the orders service shows it. */
export function order(status: string) {
  const lines = [
    { bookId: 'the-lost-span', title: 'The Lost Span', quantity: 2, unitPriceCents: 1800 },
    { bookId: 'hostile', title: '<script>alert("title")</script>', quantity: 1, unitPriceCents: 1200 },
  ];
  return { id: ORDER_ID, status, totalCents: 4800, lines };
}

/** What the orders service answers to an order that it accepts, or knows already. */
export function placed(repeated: boolean) {
  return { orderId: ORDER_ID, status: 'placed', totalCents: 1800, repeated };
}

function book(id: string, title: string, priceCents: number, stock: number) {
  return { id, title, author: 'Ada <b>Parent</b>', description: 'A span & its "parent".', priceCents, stock };
}
