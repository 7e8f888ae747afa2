import type { Express } from 'express';
import { z } from 'zod';
import { Unavailable } from '../shared/errors.ts';
import { createHttpApp } from '../shared/http-server.ts';
import { requireJson, validate } from '../shared/validate.ts';
import type { createBank } from './charge-card.ts';

const chargeSchema = z.object({
  idempotencyKey: z.string().min(1).max(255),
  cardNumber: z.string().regex(/^\d{12,19}$/),
  amountCents: z.int().positive(),
});

/** The bank's API: `POST /charges`, and `GET /charges` for its ledger. */
export function createGatewayApp(bank: ReturnType<typeof createBank>): Express {
  const app = createHttpApp();

  app.post('/charges', async (request, response) => {
    requireJson(request);
    const charge = validate(chargeSchema, {
      ...request.body,
      idempotencyKey: request.get('Idempotency-Key'),
    });
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const answer = await bank.charge(charge, gone.signal).catch((error: Error) => {
      if (!gone.signal.aborted) throw error;
    });
    if (gone.signal.aborted) return;
    if (!answer) throw new Unavailable('the bank is having a bad moment');
    response.json(answer);
  });

  app.get('/charges', (_request, response) => {
    response.json({ charges: bank.ledger() });
  });

  return app;
}
