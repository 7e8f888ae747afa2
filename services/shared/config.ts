import { z } from 'zod';

/** The variables that every service reads. */
export const commonConfig = {
  PORT: z.coerce.number().int().min(0).max(65535),
  LISTEN_HOST: z.string().default('127.0.0.1'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
};

/** Reads and checks the environment; on a missing or wrong variable says which, and ends the process with exit code 2. */
export function readConfig<S extends z.ZodRawShape>(shape: S): z.infer<z.ZodObject<S>> {
  const parsed = z.object(shape).safeParse(process.env);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    process.stderr.write(`Environment variable ${issue.path.join('.')}: ${issue.message}\n`);
  }
  process.exit(2);
}
