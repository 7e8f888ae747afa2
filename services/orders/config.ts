import { z } from 'zod';
import { commonConfig, readConfig } from '../shared/config.ts';

export const config = readConfig({
  ...commonConfig,
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  RABBITMQ_URL: z.url({ protocol: /^amqps?$/ }),
});
