import { addHealthRoutes } from '../shared/health.ts';
import { addProblemHandlers, closeServer, listen } from '../shared/http-server.ts';
import { createLogger } from '../shared/logger.ts';
import { shutdownOnSignal } from '../shared/shutdown.ts';
import { shutdownTelemetry } from '../shared/telemetry.ts';
import { createStorefrontApp } from './app.ts';
import { checkOrders } from './check-orders.ts';
import { config } from './config.ts';
import { createOrdersClient } from './orders-client.ts';
import { createPageRenderer } from './render-page.ts';
import { createProblemSender } from './send-problem.ts';
import { createTraceLinks } from './trace-link.ts';

const logger = createLogger(config.LOG_LEVEL);
const links = createTraceLinks(config.TRACE_URL);
const render = createPageRenderer(links);
const orders = createOrdersClient(config.ORDERS_URL);

const app = createStorefrontApp({ orders, links, render, logger });
const health = addHealthRoutes(app, { orders: () => checkOrders(config.ORDERS_URL) });
addProblemHandlers(app, logger, createProblemSender(links, render));
const server = await listen(app, config.PORT, config.LISTEN_HOST);
logger.info({ port: config.PORT }, 'storefront listening');

shutdownOnSignal(logger, [
  { name: 'unready', run: health.stopping },
  { name: 'http', run: () => closeServer(server) },
  { name: 'telemetry', run: shutdownTelemetry },
]);
