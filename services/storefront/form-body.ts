import express, { type Request } from 'express';
import { RequestProblem } from '../shared/errors.ts';
import type { BasketLine } from './basket.ts';

/** A form as the body parser reads it; a field that is there several times is a list. */
export type FormBody = Record<string, string | string[] | undefined>;

const MEDIA_TYPE = 'application/x-www-form-urlencoded';

/** Parses a form up to 100 kB into the body; leaves other bodies alone. */
export const parseForm = express.urlencoded({ limit: '100kb', extended: false, type: MEDIA_TYPE });

/** The form that came with a request. Throws RequestProblem 415 when it is something else. */
export function formBody(request: Request): FormBody {
  if (!request.is(MEDIA_TYPE)) throw new RequestProblem(415, `Send the body as ${MEDIA_TYPE}`);
  return request.body ?? {};
}

/** One text of a form; empty when it is missing or there several times. */
export function formText(form: FormBody, name: string): string {
  const value = form[name];
  return typeof value === 'string' ? value : '';
}

/** The lines of a form: its `bookId` and `quantity` fields, pair by pair. Nothing is checked yet. */
export function formLines(form: FormBody): BasketLine[] {
  const quantities = [form.quantity ?? []].flat();
  return [form.bookId ?? []].flat().map((bookId, index) => ({
    bookId,
    quantity: numberOf(quantities[index]),
  }));
}

function numberOf(text: string | undefined): number {
  return text?.trim() ? Number(text) : Number.NaN;
}
