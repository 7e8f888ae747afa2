import type { Response } from 'express';

const TITLES: Record<number, string> = {
  400: 'Bad request',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  409: 'Conflict',
  413: 'Content too large',
  415: 'Unsupported media type',
  500: 'Internal error',
  503: 'Busy',
};

/** An answer that is not 2xx: `reason` is the word it is counted under, `message` tells the sender what to do. */
export class HttpProblem extends Error {
  readonly status: number;
  readonly reason: string;
  readonly headers: Record<string, string>;

  constructor(status: number, reason: string, message: string, headers: Record<string, string> = {}) {
    super(message);
    this.status = status;
    this.reason = reason;
    this.headers = headers;
  }

  /** Sends the problem as application/problem+json (RFC 9457); `reason` is there for machines. */
  send(response: Response): void {
    response.status(this.status).set(this.headers).type('application/problem+json');
    response.send(
      JSON.stringify({
        type: 'about:blank',
        title: TITLES[this.status],
        status: this.status,
        detail: this.message,
        reason: this.reason,
      }),
    );
  }
}
