import type { AddressInfo } from 'node:net';
import { addProblemHandlers, closeServer, listen } from '../../services/shared/http-server.ts';
import { createLogger } from '../../services/shared/logger.ts';
import { createStorefrontApp } from '../../services/storefront/app.ts';
import { createOrdersClient } from '../../services/storefront/orders-client.ts';
import { createPageRenderer } from '../../services/storefront/render-page.ts';
import { createProblemSender } from '../../services/storefront/send-problem.ts';
import { createTraceLinks } from '../../services/storefront/trace-link.ts';
import { startFakeOrders } from './storefront-fake-orders.ts';

export const TRACE_URL = 'http://127.0.0.1:9/traces/{traceId}';
const HTML = 'text/html,application/xhtml+xml,*/*;q=0.8';

/** The storefront in this process, in front of fake orders; `visit` is a browser that knows no redirects. */
export async function openShop() {
  const orders = await startFakeOrders();
  const logger = createLogger('silent');
  const links = createTraceLinks(TRACE_URL);
  const render = createPageRenderer(links);
  const app = createStorefrontApp({ orders: createOrdersClient(orders.url), links, render, logger });
  addProblemHandlers(app, logger, createProblemSender(links, render));
  const server = await listen(app, 0, '127.0.0.1');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const visit = async (
    path: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ) => {
    const headers = { accept: HTML, ...options.headers };
    const response = await fetch(url + path, { ...options, headers, redirect: 'manual' });
    return { status: response.status, headers: response.headers, text: await response.text() };
  };
  const submit = (path: string, fields: string[][], cookie = '') =>
    visit(path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', cookie },
      body: new URLSearchParams(fields).toString(),
    });
  const close = async () => {
    orders.close();
    server.closeAllConnections();
    await closeServer(server);
  };
  return { url, orders, visit, submit, close };
}

export type Shop = Awaited<ReturnType<typeof openShop>>;

/** The basket that an answer leaves in the browser, as `name=value`. */
export function cookieOf(answer: { headers: Headers }): string {
  return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
}
