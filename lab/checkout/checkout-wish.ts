/** Test cards of the payment gateway. */
export const CARDS = {
  approved: '4242424242424242',
  declined: '4000000000000002',
  timeout: '4000000000000119',
} as const;

/** What a customer wishes for; without anything one book, paid by a card that the bank approves. */
export type CheckoutWish = {
  /** Whole US dollars that the basket must cost; without it: one book. */
  totalUsd?: number;
  card?: keyof typeof CARDS;
  /** The customer's e-mail address; without it the same for everybody. */
  email?: string;
  /** Sent with `POST /checkout`, e.g. a `traceparent`. */
  headers?: Record<string, string>;
};
