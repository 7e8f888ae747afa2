import { randomBytes } from 'node:crypto';
import { defineChapter } from '../../lab/checks/define-chapter.ts';
import { collectorTakesAll } from '../../lab/checks/expect/collector-takes-all.ts';
import { leaks } from '../../lab/checks/expect/leaks.ts';
import { nowhereStored } from '../../lab/checks/expect/nowhere-stored.ts';
import { stillStored } from '../../lab/checks/expect/still-stored.ts';
import type { Span } from '../../lab/desk/telemetry-types.ts';

const look = 'deploy/collector/scrub.yaml';
const collector = collectorTakesAll();

export const chapter = defineChapter({
  title: 'The pipeline',
  minutes: 30,
  needs: 'full',
  env: { NODE_OPTIONS: '--import=./chapters/08-the-pipeline/leaky-service.ts' },
  drive: async (stage) => {
    await collector.begin(stage);
    // A name of its own, because Prometheus remembers those that leaked before.
    await stage.checkouts({ sale: { email: `robin.${randomBytes(4).toString('hex')}@example.com` } });
  },
  untouched: 'personal-data',
  expect: [
    nowhereStored(
      [
        { what: 'the e-mail address', looksLike: ({ wish }) => textOf(wish.email ?? '') },
        { what: 'the card number', looksLike: () => /4242[ -]?4242[ -]?4242[ -]?4242/ },
      ],
      { look },
    ),
    stillStored({
      attributes: {
        of: { service: 'storefront', name: 'POST /checkout' },
        keys: ['bookstore.order.id', 'http.route', 'http.response.status_code'],
      },
      lines: { of: ['storefront', 'orders'], attribute: 'sale.noted' },
      look,
    }),
    collector.takesAll,
    leaks(isLeak),
  ],
  hints: [
    'The verdict names each place. Some are attributes with a telling name, some are text in which an address stands among other words, and some are no attributes at all: the name of a span, the name of an event.',
    'redaction/scrub masks by the name of an attribute (blocked_key_patterns), and by what a value looks like (blocked_values): the second finds an address in the middle of a text, also in the text of a log line. Names of spans and events are not its business: transform/scrub has replace_pattern for those.',
    'blocked_values needs one pattern for addresses, [A-Za-z0-9._+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}, and one for cards, \\b\\d{4}([ -]?\\d{4}){3}\\b. In transform/scrub: replace_pattern(span.name, "...", "****"), and the same with spanevent.name in a list of statements of its own.',
  ],
});

// By whatever scrubbing leaves of it: its name, its attributes, or its event.
function isLeak({ name, attributes, events }: Span): boolean {
  const marks = ['sale.noted', 'sale.note', 'sale.card', 'customer.email'];
  return name.startsWith('sale ') || marks.some((key) => key in attributes) || events.some(isNote);
}

function isNote({ name }: Span['events'][number]): boolean {
  return !['exception', 'retry'].includes(name);
}

function textOf(text: string): RegExp {
  return new RegExp(text.replace(/[.+]/g, '\\$&'));
}
