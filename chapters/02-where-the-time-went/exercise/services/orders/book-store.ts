import type { RunStatement, Statement } from '../shared/postgres.ts';

/** A book as the shop shows it; the price in US cents. */
export type Book = {
  id: string;
  title: string;
  author: string;
  description: string;
  priceCents: number;
  stock: number;
};

/** So many copies of one book. */
export type Quantity = { bookId: string; quantity: number };

const COLUMNS = 'id, title, author, description, price_cents as "priceCents", stock';

const LIST: Statement = { name: 'SELECT books', text: `select ${COLUMNS} from books order by title` };

const FIND: Statement = {
  name: 'SELECT books by id',
  text: `select ${COLUMNS} from books where id = any($1::text[])`,
};

const TAKE: Statement = {
  name: 'UPDATE books',
  text: `update books set stock = stock - $2 where id = $1 and stock >= $2
    returning id, price_cents as "priceCents"`,
};

const GIVE_BACK: Statement = {
  name: 'UPDATE books give back',
  text: `update books set stock = books.stock + back.quantity
    from (select id, quantity from books join order_lines on id = book_id where order_id = $1
          order by id for update of books) as back
    where books.id = back.id`,
};

/** All books, by title. */
export function listBooks(run: RunStatement): Promise<Book[]> {
  return run<Book>(LIST, []);
}

/** The books with these ids; unknown ids are left out. */
export function findBooks(run: RunStatement, ids: string[]): Promise<Book[]> {
  return run<Book>(FIND, [ids]);
}

/** Takes copies from the stock; returns the price of each book that had enough. */
export async function takeStock(run: RunStatement, lines: Quantity[]): Promise<Map<string, number>> {
  const prices = new Map<string, number>();
  // In the order of ids: two orders for the same books wait for each other instead of deadlocking.
  const sorted = lines.toSorted((a, b) => (a.bookId < b.bookId ? -1 : 1));
  // TODO(02): ask the database once for the whole basket, however many lines it has.
  for (const line of sorted) {
    const [book] = await run<{ id: string; priceCents: number }>(TAKE, [line.bookId, line.quantity]);
    if (book) prices.set(book.id, book.priceCents);
  }
  return prices;
}

/** Puts every copy of an order back into the stock. */
export async function giveBackStock(run: RunStatement, orderId: string): Promise<void> {
  await run(GIVE_BACK, [orderId]);
}
