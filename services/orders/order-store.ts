import type { RunStatement, Statement } from '../shared/postgres.ts';
import type { Quantity } from './book-store.ts';

export type OrderStatus = 'placed' | 'paid' | 'declined' | 'failed';

/** An order as it was accepted; amounts in US cents. `requestHash` tells a repeat from another request with its key. */
export type NewOrder = {
  id: string;
  idempotencyKey: string | null;
  requestHash: string;
  customer: { name: string; email: string; address: string };
  totalCents: number;
  lines: Array<Quantity & { unitPriceCents: number }>;
};

export type OrderSummary = { id: string; status: OrderStatus; totalCents: number; requestHash: string };

export type OrderDetails = OrderSummary & {
  lines: Array<{ bookId: string; title: string; quantity: number; unitPriceCents: number }>;
};

const INSERT: Statement = {
  name: 'INSERT orders',
  text: `insert into orders (id, idempotency_key, request_hash, status, customer_name, customer_email, customer_address, total_cents)
    values ($1, $2, $3, 'placed', $4, $5, $6, $7) on conflict (idempotency_key) do nothing returning id`,
};

const INSERT_LINES: Statement = {
  name: 'INSERT order_lines',
  text: `insert into order_lines (order_id, book_id, quantity, unit_price_cents)
    select $1, * from unnest($2::text[], $3::int[], $4::int[])`,
};

const SUMMARY = 'id, status, total_cents as "totalCents", request_hash as "requestHash"';

const FIND_BY_KEY: Statement = {
  name: 'SELECT orders by key',
  text: `select ${SUMMARY} from orders where idempotency_key = $1`,
};

const FIND: Statement = {
  name: 'SELECT orders with lines',
  text: `select ${SUMMARY}, (select json_agg(json_build_object('bookId', book_id, 'title', title, 'quantity', quantity,
      'unitPriceCents', unit_price_cents) order by title) from order_lines join books on books.id = book_id
      where order_id = orders.id) as lines
    from orders where id = $1`,
};

const SETTLE: Statement = {
  name: 'UPDATE orders',
  text: `update orders set status = $2, settled_at = now() where id = $1 and status = 'placed' returning id`,
};

/** Writes the order with its lines; false when the idempotency key was used before (nothing is written then). */
export async function insertOrder(run: RunStatement, order: NewOrder): Promise<boolean> {
  const { id, idempotencyKey, requestHash, customer, totalCents, lines } = order;
  const values = [
    id,
    idempotencyKey,
    requestHash,
    customer.name,
    customer.email,
    customer.address,
    totalCents,
  ];
  const inserted = await run(INSERT, values);
  if (inserted.length === 0) return false;
  const columns = [
    lines.map((l) => l.bookId),
    lines.map((l) => l.quantity),
    lines.map((l) => l.unitPriceCents),
  ];
  await run(INSERT_LINES, [id, ...columns]);
  return true;
}

/** The order that was accepted under this idempotency key. */
export async function findOrderByKey(
  run: RunStatement,
  idempotencyKey: string,
): Promise<OrderSummary | undefined> {
  return (await run<OrderSummary>(FIND_BY_KEY, [idempotencyKey]))[0];
}

/** An order with its lines. */
export async function findOrder(run: RunStatement, orderId: string): Promise<OrderDetails | undefined> {
  return (await run<OrderDetails>(FIND, [orderId]))[0];
}

/** Marks a placed order as settled; false when it was settled before or is unknown. */
export async function settleOrderStatus(
  run: RunStatement,
  orderId: string,
  status: OrderStatus,
): Promise<boolean> {
  return (await run(SETTLE, [orderId, status])).length === 1;
}
