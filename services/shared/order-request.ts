import { z } from 'zod';

const MAX_COPIES = 99;
const MAX_LINES = 100;
const text = (longest: number) =>
  z
    .string('is missing')
    .trim()
    .min(1, 'is missing')
    .max(longest, `is longer than ${longest} characters`)
    .refine((value) => !value.includes('\0'), 'has a zero byte');

/** The id of a book: lower-case words joined by dashes. */
export const bookIdSchema = z.string('is missing').regex(/^[a-z0-9-]{1,64}$/, 'there is no such book');

/** A payment card, by its number alone; spaces are fine. */
const cardSchema = z.object({
  number: z
    .string('is missing')
    .transform((number) => number.replaceAll(' ', ''))
    .refine((number) => /^\d{12,19}$/.test(number) && passesLuhn(number), 'is not a card number'),
});

const lineSchema = z.object({
  bookId: bookIdSchema,
  quantity: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(MAX_COPIES, `must be at most ${MAX_COPIES}`),
});

/** What a customer sends to buy books: the body of `POST /checkout` and of `POST /orders`. */
export const orderRequestSchema = z.object(
  {
    customer: z.object(
      { name: text(100), email: z.email('is not an e-mail address').max(254), address: text(500) },
      'is missing',
    ),
    lines: z
      .array(lineSchema, 'must be a list of books')
      .min(1, 'must have at least one book')
      .max(MAX_LINES, `must have at most ${MAX_LINES} lines`)
      .superRefine((lines, check) => {
        const seen = new Set<string>();
        for (const [index, { bookId }] of lines.entries()) {
          if (seen.has(bookId))
            check.addIssue({ code: 'custom', path: [index, 'bookId'], message: 'is there twice' });
          seen.add(bookId);
        }
      }),
    card: z.object(cardSchema.shape, 'is missing'),
  },
  'must be a JSON object',
);

export type OrderRequest = z.infer<typeof orderRequestSchema>;

/** An idempotency key as the client chose it: up to 255 visible characters. */
export const idempotencyKeySchema = z
  .string()
  .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible characters');

// https://en.wikipedia.org/wiki/Luhn_algorithm
function passesLuhn(number: string): boolean {
  const digits = [...number].reverse().map(Number);
  const sum = digits.reduce(
    (total, digit, index) => total + (index % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2),
    0,
  );
  return sum % 10 === 0;
}
