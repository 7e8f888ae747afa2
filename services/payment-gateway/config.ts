import { z } from 'zod';
import { commonConfig, readConfig } from '../shared/config.ts';

const milliseconds = z.coerce.number().int().min(0);

export const config = readConfig({
  ...commonConfig,
  GATEWAY_LATENCY_MIN_MS: milliseconds.default(10),
  GATEWAY_LATENCY_MAX_MS: milliseconds.default(40),
  GATEWAY_REVIEW_ABOVE_CENTS: z.coerce.number().int().positive().default(50_000),
  GATEWAY_REVIEW_MIN_MS: milliseconds.default(1_000),
  GATEWAY_REVIEW_MAX_MS: milliseconds.default(2_900),
  GATEWAY_FAILURE_RATE: z.coerce.number().min(0).max(1).default(0),
});
