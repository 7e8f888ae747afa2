import { Router } from 'express';
import { LabError } from '../../engine/lab-error.ts';
import type { StoredConfig } from '../config.ts';
import type { Desk } from '../create-desk.ts';
import { readStored } from '../stored/read-stored.ts';
import { HttpProblem } from './http-problem.ts';
import { onlyMethods } from './only-methods.ts';
import { parseQuery, querySchemas } from './parse-query.ts';

const PATH = '/api/traces/:traceId/stored';

/** A lab that stores nothing: to be told, and no error. */
const NO_STORES = {
  stores: null,
  state: 'no-stores',
  says: 'This lab stores nothing. The full stack does: npx lab up --full',
  trace: null,
};

/** What is stored of a trace, asked of the stores; 503 where a store does not answer. */
export function storedRoutes(desk: Desk, config: StoredConfig | null): Router {
  const router = Router();
  router.get(PATH, async (request, response) => {
    const { traceId } = parseQuery(querySchemas.tracePath, request.params);
    if (!config) return void response.json(NO_STORES);
    const answer = await readStored(config, traceId, desk.traces.get(traceId)).catch((error: unknown) => {
      if (error instanceof LabError) throw new HttpProblem(503, 'store-away', error.message);
      throw error;
    });
    response.json(answer);
  });
  router.all(PATH, onlyMethods('GET, HEAD'));
  return router;
}
