// Every attribute of our own, once. Semantic conventions come first; ids are attributes, never part of a name.
export const ORDER_ID = 'bookstore.order.id';
export const ORDER_TOTAL_CENTS = 'bookstore.order.total_cents';
export const ORDER_LINE_COUNT = 'bookstore.order.line_count';
export const ORDER_OUTCOME = 'bookstore.order.outcome';
export const PAYMENT_OUTCOME = 'bookstore.payment.outcome';
export const PAYMENT_AMOUNT_CENTS = 'bookstore.payment.amount_cents';
export const PAYMENT_ATTEMPT = 'bookstore.payment.attempt';
export const SALES_CHANNEL = 'bookstore.sales.channel';
export const DEAD_LETTER_REASON = 'bookstore.dead_letter.reason';
export const DELIVERY_ATTEMPT = 'bookstore.delivery.attempt';
