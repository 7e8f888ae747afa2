import { z } from 'zod';
import { LabError } from '../lab-error.ts';
import type { HomePaths } from './home-paths.ts';
import { askHttp } from './process/ask-http.ts';
import { isAlive, type ProcessIdentity, processIdentitySchema } from './process/process-identity.ts';
import { readJson } from './read-json.ts';
import { type LabDescription, labDescriptionSchema } from './supervisor/describe-lab.ts';

const addressSchema = processIdentitySchema.extend({ port: z.number(), token: z.string() });
type SupervisorAddress = z.infer<typeof addressSchema>;

// Long enough for a part that drains until it is killed.
const ACTION_LIMIT_MS = 30_000;

/** A living supervisor, as the CLI sees it. Every call rejects when the supervisor has ended meanwhile. */
export type SupervisorClient = {
  identity: ProcessIdentity;
  describe: () => Promise<LabDescription>;
  shutDown: () => Promise<void>;
  act: (part: string, action: 'start' | 'stop' | 'restart' | 'kill', signal?: string) => Promise<void>;
};

/** Finds the instance's supervisor; undefined when none is alive and listening. */
export function findSupervisor(paths: HomePaths): SupervisorClient | undefined {
  const address = readJson(paths.supervisor, addressSchema);
  if (!address || !isAlive(address)) return undefined;
  return {
    identity: { pid: address.pid, startedAt: address.startedAt },
    describe: async () => labDescriptionSchema.parse(await call(address, 'GET', '/lab')),
    shutDown: async () => void (await call(address, 'POST', '/shutdown')),
    act: async (part, action, signal) => {
      const query = signal ? `?signal=${signal}` : '';
      await call(address, 'POST', `/parts/${part}/${action}${query}`);
    },
  };
}

async function call(address: SupervisorAddress, method: string, path: string): Promise<unknown> {
  const url = `http://127.0.0.1:${address.port}${path}`;
  const { status, body } = await askHttp(url, { method, token: address.token, limitMs: ACTION_LIMIT_MS });
  if (status < 300) return body;
  const message = (body as { message?: string }).message ?? `status ${status}`;
  throw new LabError(`The lab's supervisor refused: ${message}`, { next: ['npx lab doctor'] });
}
