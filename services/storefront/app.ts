import type { Express } from 'express';
import { createHttpApp } from '../shared/http-server.ts';
import { setAnswerHeaders } from './answer-headers.ts';
import { addAssets } from './assets.ts';
import { addBasketRoutes } from './basket-routes.ts';
import { addCatalogueRoutes } from './catalogue-routes.ts';
import { addCheckoutRoutes } from './checkout-routes.ts';
import { addOrderRoutes } from './order-routes.ts';
import type { StorefrontParts } from './storefront-parts.ts';

/** The shop, as pages and as JSON; the caller adds health and problem handlers. */
export function createStorefrontApp(parts: StorefrontParts): Express {
  const app = createHttpApp();
  app.use(setAnswerHeaders);
  addAssets(app);
  addCatalogueRoutes(app, parts);
  addBasketRoutes(app, parts);
  addCheckoutRoutes(app, parts);
  addOrderRoutes(app, parts);
  return app;
}
