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

// Locking in the order of ids: two orders for the same books wait for each other instead of deadlocking. What is sold
// out is not locked at all: a crowd that comes too late is sent away at once.
const TAKE: Statement = {
  name: 'UPDATE books',
  text: `update books set stock = books.stock - wanted.quantity
    from (select id, quantity from books join unnest($1::text[], $2::int[]) as line (book_id, quantity) on id = book_id
          where stock >= quantity order by id for update of books) as wanted
    where books.id = wanted.id and books.stock >= wanted.quantity
    returning books.id`,
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

/** Takes copies from the stock, all lines in one statement; returns the price of each book that had enough. */
export async function takeStock(run: RunStatement, lines: Quantity[]): Promise<Map<string, number>> {
  const ids = lines.map((line) => line.bookId);
  const quantities = lines.map((line) => line.quantity);
  const taken = await run<{ id: string }>(TAKE, [ids, quantities]);
  const prices = new Map<string, number>();
  for (const { id } of taken) {
    const [book] = await findBooks(run, [id]);
    if (book) prices.set(book.id, book.priceCents);
  }
  return prices;
}

/** Puts every copy of an order back into the stock. */
export async function giveBackStock(run: RunStatement, orderId: string): Promise<void> {
  await run(GIVE_BACK, [orderId]);
}
