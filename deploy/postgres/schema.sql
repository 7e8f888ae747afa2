-- Read by whoever starts Postgres (the local engine, the postgres image). Safe to run again: it never resets stock.
create table if not exists books (
  id text primary key,
  title text not null,
  author text not null,
  description text not null,
  price_cents integer not null check (price_cents > 0),
  stock integer not null check (stock >= 0)
);

create table if not exists orders (
  id uuid primary key,
  idempotency_key text unique,
  request_hash text not null,
  status text not null check (status in ('placed', 'paid', 'declined', 'failed')),
  customer_name text not null,
  customer_email text not null,
  customer_address text not null,
  total_cents integer not null check (total_cents > 0),
  created_at timestamptz not null default now(),
  settled_at timestamptz
);

create table if not exists order_lines (
  order_id uuid not null references orders (id),
  book_id text not null references books (id),
  quantity integer not null check (quantity > 0),
  unit_price_cents integer not null check (unit_price_cents > 0),
  primary key (order_id, book_id)
);

-- A row lives from the order's transaction until the broker has confirmed the message; then it is deleted.
create table if not exists outbox (
  id bigint generated always as identity primary key,
  order_id uuid not null references orders (id),
  payload jsonb not null,
  traceparent text,
  tracestate text,
  baggage text,
  created_at timestamptz not null default now()
);

create table if not exists payments (
  order_id uuid primary key references orders (id),
  outcome text not null check (outcome in ('paid', 'declined', 'failed')),
  amount_cents integer not null check (amount_cents > 0),
  gateway_reference text,
  created_at timestamptz not null default now()
);

-- Prices are whole dollars and start at $1, so that a basket can be made for any whole amount.
insert into books (id, title, author, description, price_cents, stock) values
  ('the-lost-span', 'The Lost Span', 'Ada Parent', 'A span sets out without its parent. Nobody notices until the incident.', 1800, 1000000),
  ('baggage-claims', 'Baggage Claims', 'Trace Conway', 'What you carry across every border, and who gets to read it.', 2400, 1000000),
  ('the-queue-at-midnight', 'The Queue at Midnight', 'Rabbit M. Query', 'Forty thousand messages, one consumer, and a long night.', 1500, 1000000),
  ('a-field-guide-to-waterfalls', 'A Field Guide to Waterfalls', 'Iris Fallon', 'How to read falling water, from the first drop to the critical path.', 3200, 1000000),
  ('tail-risk', 'Tail Risk', 'Percy N. Tile', 'Everything was fine at the median.', 2700, 1000000),
  ('exactly-once', 'Exactly Once', 'Ida Potent', 'A love story. You will read it at least once.', 2100, 1000000),
  ('the-collectors', 'The Collectors', 'Otto L. Gateway', 'They receive. They process. They export. They never forget.', 2900, 1000000),
  ('clock-skew', 'Clock Skew', 'Lena Drift', 'Two towns, one minute apart, and the train between them.', 1900, 1000000),
  ('collected-traces', 'Collected Traces, Volumes I-XII', 'Various', 'The complete edition in cloth and slipcase. A serious purchase.', 25000, 1000000),
  ('propagation', 'Propagation', 'W. C. Three', 'A gardener''s handbook, with hand-drawn headers.', 1200, 1000000),
  ('woven-bookmark', 'Woven bookmark', 'The Bookstore', 'Marks the place where you stopped looking.', 100, 1000000),
  ('signed-first-edition', 'Signed First Edition', 'Ada Parent', 'The last three copies of The Lost Span, signed.', 9500, 3),
  ('out-of-print', 'Out of Print', 'Anon.', 'Everybody wants it. Nobody has it.', 4000, 0)
on conflict (id) do nothing;
