import { sumOf } from '../metric-clues.ts';
import { spansSince } from '../span-clues.ts';
import type { Trouble } from '../trouble.ts';

const process = { service: 'payments-worker', name: 'process order.placed' };
const REASON = 'bookstore.dead_letter.reason';

/** Somebody converts currencies in the outbox: the message speaks of another amount than the order. */
export const wrongAmounts: Trouble = {
  suspect: 'wrong-amounts',
  complaint: 'My order is never paid. I tried again with a cheaper book, and that one went through.',
  statements: (draw) => [
    `create function incident.convert() returns trigger language plpgsql as $$ begin
       if incident.lasts() and (new.payload->>'totalCents')::int > ${draw.between(20, 30) * 100} then
         new.payload := jsonb_set(new.payload, '{totalCents}', to_jsonb((new.payload->>'totalCents')::int * 108 / 100));
       end if; return new; end $$`,
    'create trigger incident_convert before insert on outbox for each row execute function incident.convert()',
  ],
  clues: async (desk, sinceMs) => {
    const given = await spansSince(desk, process, sinceMs);
    const dead = given.find(({ attributes }) => attributes[REASON] !== undefined);
    if (!dead) return undefined;
    const count = await sumOf(desk, 'bookstore.messages.dead_lettered', process.service);
    return {
      metric: {
        name: 'bookstore.messages.dead_lettered',
        says: `${count} messages were given up`,
        promql: 'sum by (bookstore_dead_letter_reason) (bookstore_messages_dead_lettered_total)',
      },
      trace: {
        traceId: dead.traceId,
        says: `“process order.placed” has ERROR and ${REASON} = ${dead.attributes[REASON]}`,
      },
      log: { service: process.service, says: '“message given up”, with the reason and the order' },
    };
  },
  lesson:
    'A message that can never be processed must leave the queue with its reason, and somebody must look there: count dead letters, and alert on the first one.',
};
