import { z } from 'zod';
import { commonConfig, readConfig } from '../shared/config.ts';

export const config = readConfig({
  ...commonConfig,
  ORDERS_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
  // Where a trace can be looked at, e.g. http://127.0.0.1:8090/traces/{traceId}
  TRACE_URL: z
    .url({ protocol: /^https?$/ })
    .refine((url) => url.includes('{traceId}'), 'must contain {traceId}, which becomes the id of a trace'),
});
