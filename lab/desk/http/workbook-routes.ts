import express, { Router } from 'express';
import { z } from 'zod';
import type { Workbook } from '../workbook/workbook.ts';
import { ACTIONS, type Wish } from '../workbook/workbook-state.ts';
import { HttpProblem } from './http-problem.ts';
import { onlyMethods } from './only-methods.ts';
import { requireSameOrigin } from './require-same-origin.ts';

const path = z.strictObject({ number: z.string().regex(/^\d{2}$/), action: z.enum(ACTIONS) });
const body = z.strictObject({
  question: z.number().int().min(1).max(50).optional(),
  text: z.string().max(500).optional(),
  yes: z.boolean().optional(),
});

/** The learner's state, and what the learner wants done. An action is taken (202): the answer is the state with it, its end is told by the events. */
export function workbookRoutes(workbook: Workbook): Router {
  const router = Router();
  router.get('/api/workbook', (_request, response) => {
    workbook.look();
    response.json(workbook.state());
  });
  router.all('/api/workbook', onlyMethods('GET, HEAD'));
  const action = '/api/chapters/:number/:action';
  router.post(action, requireSameOrigin, express.json({ limit: '8kb' }), (request, response) => {
    const wish = readWish(workbook, request.params, request.is('application/json') ? request.body : null);
    if (!workbook.act(wish)) throw refusal(workbook);
    response.status(202).json(workbook.state());
  });
  router.all(action, onlyMethods('POST'));
  return router;
}

/** Throws HttpProblem for what is no action on a chapter that there is. */
function readWish(workbook: Workbook, params: unknown, given: unknown): Wish {
  if (given === null) throw new HttpProblem(415, 'content-type-wrong', 'Send application/json.');
  const where = path.safeParse(params).data;
  const what = body.safeParse(given).data;
  const known = workbook.state().chapters.some(({ number }) => number === where?.number);
  if (where === undefined || !known)
    throw new HttpProblem(404, 'action-unknown', 'There is no such chapter or action.');
  const answers = what?.question !== undefined && what.text !== undefined;
  if (what === undefined || (where.action === 'answer') !== answers)
    throw new HttpProblem(
      400,
      'body-wrong',
      '`answer` takes a question and a text, other actions take none.',
    );
  return { ...where, ...JSON.parse(JSON.stringify(what)) };
}

function refusal(workbook: Workbook): HttpProblem {
  if (workbook.state().mode === 'writable')
    return new HttpProblem(503, 'busy', 'Too many actions wait already.', { 'Retry-After': '5' });
  return new HttpProblem(
    409,
    'read-only',
    'This desk runs in a container and cannot run the command: type it in a terminal.',
  );
}
