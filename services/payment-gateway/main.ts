import { addHealthRoutes } from '../shared/health.ts';
import { addProblemHandlers, closeServer, listen } from '../shared/http-server.ts';
import { createLogger } from '../shared/logger.ts';
import { shutdownOnSignal } from '../shared/shutdown.ts';
import { createGatewayApp } from './app.ts';
import { createBank } from './charge-card.ts';
import { config } from './config.ts';

const logger = createLogger(config.LOG_LEVEL);
const bank = createBank({
  latencyMs: [config.GATEWAY_LATENCY_MIN_MS, config.GATEWAY_LATENCY_MAX_MS],
  reviewAboveCents: config.GATEWAY_REVIEW_ABOVE_CENTS,
  reviewMs: [config.GATEWAY_REVIEW_MIN_MS, config.GATEWAY_REVIEW_MAX_MS],
  failureRate: config.GATEWAY_FAILURE_RATE,
});
const app = createGatewayApp(bank);
const health = addHealthRoutes(app, {});
addProblemHandlers(app, logger);
const server = await listen(app, config.PORT, config.LISTEN_HOST);
logger.info({ port: config.PORT }, 'payment-gateway listening');

shutdownOnSignal(logger, [
  { name: 'unready', run: health.stopping },
  { name: 'http', run: () => closeServer(server) },
]);
