import { z } from 'zod';
import { commonConfig, readConfig } from '../shared/config.ts';

export const config = readConfig({
  ...commonConfig,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  RABBITMQ_URL: z.url({ protocol: /^amqps?$/ }),
  GATEWAY_URL: z.url({ protocol: /^https?$/ }),
  // Longer than the bank's slowest fraud review (2.9 s).
  GATEWAY_TIMEOUT_MS: z.coerce.number().int().positive().default(3_500),
  GATEWAY_ATTEMPTS: z.coerce.number().int().min(1).max(10).default(3),
  GATEWAY_BACKOFF_MS: z.coerce.number().int().min(0).default(200),
});
