import { join } from 'node:path';
import { Eta } from 'eta';
import type { Request, Response } from 'express';
import type { Problem } from '../shared/http-server.ts';
import { assetAddress } from './assets.ts';
import { readBasket } from './basket-cookie.ts';
import type { CheckoutPage } from './checkout-page.ts';
import { coverStyle } from './cover-style.ts';
import { describeStock } from './describe-stock.ts';
import { formatPrice } from './format-price.ts';
import type { Book, Order } from './orders-client.ts';
import type { PricedBasket } from './price-basket.ts';
import { TEST_CARDS } from './test-customer.ts';
import type { TraceLink, TraceLinks } from './trace-link.ts';

/** Every page, and what it shows. */
type Pages = {
  catalogue: { books: Book[] };
  book: { book: Book };
  basket: { basket: PricedBasket };
  checkout: CheckoutPage;
  order: { order: Order; checkout: TraceLink | undefined };
  problem: { problem: Problem };
};

/** Answers a request with a page. */
export type RenderPage = <Name extends keyof Pages>(
  request: Request,
  response: Response,
  name: Name,
  data: Pages[Name],
) => void;

const forEveryPage = { assetAddress, coverStyle, describeStock, formatPrice, testCards: TEST_CARDS };

/** Makes what renders the templates in `pages/`. Whatever they print with `<%= %>` is escaped. */
export function createPageRenderer(links: TraceLinks): RenderPage {
  const eta = new Eta({ views: join(import.meta.dirname, 'pages'), cache: true });
  return (request, response, name, data) => {
    const basketCount = readBasket(request).reduce((sum, { quantity }) => sum + quantity, 0);
    const page = { ...forEveryPage, ...data, basketCount, trace: links.toCurrent() };
    response.type('html').send(eta.render(name, page));
  };
}
