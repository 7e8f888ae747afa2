/** One thing wrong with the caller's input: the path of the field (`lines[0].quantity`) and what is wrong with it. */
export type FieldError = { field: string; message: string };

/** The caller asked for something we refuse: becomes an HTTP 4xx problem (RFC 9457). */
export class RequestProblem extends Error {
  override name = 'RequestProblem';
  readonly status: number;
  readonly errors: FieldError[];
  constructor(status: number, message: string, errors: FieldError[] = []) {
    super(message);
    this.status = status;
    this.errors = errors;
  }
}

/** Something we need (database, broker, another service) does not answer now; worth another try: HTTP 503. */
export class Unavailable extends Error {
  override name = 'Unavailable';
}

/** A call got no answer before its deadline. */
export class DeadlineExceeded extends Unavailable {
  override name = 'DeadlineExceeded';
}

/** A message that will never be processable: goes to the dead-letter queue, with `reason` (low cardinality) in its headers. */
export class InvalidMessage extends Error {
  override name = 'InvalidMessage';
  readonly reason: string;
  constructor(reason: string, message: string) {
    super(message);
    this.reason = reason;
  }
}
