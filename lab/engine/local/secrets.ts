import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { HomePaths } from './home-paths.ts';
import { readJson } from './read-json.ts';
import { writeFileAtomically } from './write-file-atomically.ts';

const secretsSchema = z.object({ postgres: z.string().min(1), rabbitmq: z.string().min(1) });

/** Passwords of this instance's database and broker: other users of the machine can reach the loopback too. */
export type Secrets = z.infer<typeof secretsSchema>;

/** Reads the instance's passwords, or makes them at the first start. */
export function secrets(paths: HomePaths): Secrets {
  const known = readJson(paths.secrets, secretsSchema);
  if (known) return known;
  const made = { postgres: randomBytes(16).toString('hex'), rabbitmq: randomBytes(16).toString('hex') };
  writeFileAtomically(paths.secrets, JSON.stringify(made));
  return made;
}
