import type { Request, Response } from 'express';
import { type Problem, sendProblem } from '../shared/http-server.ts';
import { setAnswerHeaders } from './answer-headers.ts';
import { keptCheckoutPage } from './checkout-page.ts';
import type { RenderPage } from './render-page.ts';
import type { TraceLinks } from './trace-link.ts';

/** Makes what answers a problem: a page for a browser (the checkout form again where it came from), else JSON. */
export function createProblemSender(links: TraceLinks, render: RenderPage) {
  return (request: Request, response: Response, problem: Problem): void => {
    const linked = { ...problem, ...links.toCurrent() };
    const json = () => sendProblem(request, response, linked);
    const html = () => {
      response.status(problem.status);
      const page = keptCheckoutPage(response);
      if (page) render(request, response, 'checkout', { ...page, problem });
      else render(request, response, 'problem', { problem });
    };
    // Again: a body that cannot be parsed is refused before the app's own middleware runs.
    setAnswerHeaders(request, response, () => response.format({ json, html, default: json }));
  };
}
