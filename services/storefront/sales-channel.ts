import { context, propagation } from '@opentelemetry/api';
import { SALES_CHANNEL } from '../shared/attributes.ts';

/** How a checkout came in: by the shop's form, or by its JSON API. */
export type SalesChannel = 'web' | 'api';

/** Runs `work` with the sales channel in the baggage, which travels with the trace through every service and queue. */
export function withSalesChannel<T>(channel: SalesChannel, work: () => T): T {
  const baggage = propagation.getActiveBaggage() ?? propagation.createBaggage();
  const labelled = baggage.setEntry(SALES_CHANNEL, { value: channel });
  return context.with(propagation.setBaggage(context.active(), labelled), work);
}
