import { z } from 'zod';

/** What the desk reads from the environment. An empty variable counts as unset. */
export interface DeskConfig {
  port: number;
  host: string;
  maxBytes: number;
  shopUrl: string | null;
  logLevel: string;
}

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8090),
  LISTEN_HOST: z.string().default('127.0.0.1'),
  // Below a megabyte not even one trace fits.
  DESK_MAX_BYTES: z.coerce.number().int().min(1048576).default(67108864),
  SHOP_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Reads the configuration; throws an Error with one line for each wrong variable. */
export function readConfig(env: NodeJS.ProcessEnv): DeskConfig {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = schema.safeParse(given);
  if (!parsed.success) {
    throw new Error(
      parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    );
  }
  const { PORT, LISTEN_HOST, DESK_MAX_BYTES, SHOP_URL, LOG_LEVEL } = parsed.data;
  return {
    port: PORT,
    host: LISTEN_HOST,
    maxBytes: DESK_MAX_BYTES,
    shopUrl: SHOP_URL ?? null,
    logLevel: LOG_LEVEL,
  };
}
