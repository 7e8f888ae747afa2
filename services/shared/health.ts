import type { Express } from 'express';

/** Says whether one thing that the service needs is there: 'ready', or what it waits for. */
export type ReadinessCheck = () => Promise<'ready' | string> | 'ready' | string;

/** What turns a service unready before it stops taking requests. */
export type Health = { stopping: () => void };

/**
 * Adds `GET /healthz` (alive) and `GET /readyz` (200, or 503 with what is awaited). Both tell which process answers and
 * for how many seconds it has run. Neither is traced.
 */
export function addHealthRoutes(app: Express, checks: Record<string, ReadinessCheck>): Health {
  let stopping = false;
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive', ...thisProcess() });
  });
  app.get('/readyz', async (_request, response) => {
    const results = await Promise.all(Object.values(checks).map((check) => check()));
    const parts = Object.fromEntries(Object.keys(checks).map((name, index) => [name, results[index]]));
    const ready = !stopping && results.every((result) => result === 'ready');
    response
      .status(ready ? 200 : 503)
      .json({ status: stopping ? 'stopping' : ready ? 'ready' : 'waiting', ...thisProcess(), parts });
  });
  return {
    stopping: () => {
      stopping = true;
    },
  };
}

function thisProcess(): { pid: number; uptimeSeconds: number } {
  return { pid: process.pid, uptimeSeconds: process.uptime() };
}
