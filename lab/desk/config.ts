import { join } from 'node:path';
import { z } from 'zod';
import { isLoopback } from './http/is-loopback.ts';

/** What the desk reads from the environment. An empty variable counts as unset. */
export interface DeskConfig {
  port: number;
  host: string;
  /** Names besides loopback's that a request may ask for; null: any, for whoever opens the desk to a network. */
  hostNames: string[] | null;
  maxBytes: number;
  shopUrl: string | null;
  /** The folder that holds `chapters` and `lab/lab.js`. */
  root: string;
  /** `read-only` where no command can be run and no file be written: in a container. */
  workbook: 'writable' | 'read-only';
  /** Where what is produced is stored; null where the lab stores nothing. */
  stored: StoredConfig | null;
  logLevel: string;
}

/** Which stores there are and where, and where the Collectors that deliver to them tell about themselves. */
export interface StoredConfig {
  stores: 'grafana' | 'open';
  traces: string;
  logs: string;
  collectors: string[];
}

const schema = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8090),
  LISTEN_HOST: z.string().default('127.0.0.1'),
  // In a container the desk must listen on every address, and is still for this machine and the Collector alone.
  HOST_NAMES: z.string().optional(),
  // Below a megabyte not even one trace fits.
  DESK_MAX_BYTES: z.coerce.number().int().min(1048576).default(67108864),
  WORKBOOK: z.enum(['writable', 'read-only']).default('writable'),
  WORKBOOK_ROOT: z.string().default(join(import.meta.dirname, '../..')),
  SHOP_URL: z.url({ protocol: /^https?$/ }).optional(),
  STORES: z.enum(['grafana', 'open']).optional(),
  TRACE_STORE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LOG_STORE_URL: z.url({ protocol: /^https?$/ }).optional(),
  // Several, with commas between.
  COLLECTOR_METRICS_URLS: z.string().default(''),
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
  const { PORT, LISTEN_HOST, HOST_NAMES, DESK_MAX_BYTES, SHOP_URL, LOG_LEVEL, WORKBOOK, WORKBOOK_ROOT } =
    parsed.data;
  return {
    port: PORT,
    host: LISTEN_HOST,
    hostNames: HOST_NAMES?.split(',') ?? (isLoopback(LISTEN_HOST) ? [] : null),
    maxBytes: DESK_MAX_BYTES,
    shopUrl: SHOP_URL ?? null,
    root: WORKBOOK_ROOT,
    workbook: WORKBOOK,
    stored: storedConfig(parsed.data),
    logLevel: LOG_LEVEL,
  };
}

function storedConfig(given: z.infer<typeof schema>): StoredConfig | null {
  const { STORES, TRACE_STORE_URL: traces, LOG_STORE_URL: logs, COLLECTOR_METRICS_URLS } = given;
  if (!STORES || !traces || !logs) return null;
  return { stores: STORES, traces, logs, collectors: COLLECTOR_METRICS_URLS.split(',').filter(Boolean) };
}
