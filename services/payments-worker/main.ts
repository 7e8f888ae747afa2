import { addHealthRoutes } from '../shared/health.ts';
import { addProblemHandlers, closeServer, createHttpApp, listen } from '../shared/http-server.ts';
import { createLogger } from '../shared/logger.ts';
import { connectPostgres } from '../shared/postgres.ts';
import { shutdownOnSignal } from '../shared/shutdown.ts';
import { shutdownTelemetry } from '../shared/telemetry.ts';
import { config } from './config.ts';
import { requestCharge } from './gateway-client.ts';
import { connectPaymentMessages } from './payment-messages.ts';
import { findPayableOrder, insertPayment } from './payment-store.ts';
import { recordPayment } from './payment-telemetry.ts';
import { type TakePaymentParts, takePayment } from './take-payment.ts';

const logger = createLogger(config.LOG_LEVEL);
const postgres = connectPostgres(config.DATABASE_URL, logger);
const { run } = postgres;

const parts: TakePaymentParts = {
  findPayableOrder: (orderId) => findPayableOrder(run, orderId),
  requestCharge: (payment) => requestCharge(config.GATEWAY_URL, config.GATEWAY_TIMEOUT_MS, payment),
  insertPayment: (payment) => insertPayment(run, payment),
  publishPaymentSettled: (message) => messages.publishPaymentSettled(message),
  onSettled: (message, durationMs) => recordPayment(logger, message, durationMs),
  attempts: config.GATEWAY_ATTEMPTS,
  backoffMs: config.GATEWAY_BACKOFF_MS,
};
const messages = await connectPaymentMessages(config.RABBITMQ_URL, logger, (message) =>
  takePayment(parts, message),
);

const app = createHttpApp();
const health = addHealthRoutes(app, { postgres: postgres.check, rabbitmq: messages.check });
addProblemHandlers(app, logger);
const server = await listen(app, config.PORT, config.LISTEN_HOST);
logger.info({ port: config.PORT }, 'payments-worker listening');

shutdownOnSignal(logger, [
  { name: 'unready', run: health.stopping },
  { name: 'consumers', run: messages.stopConsuming },
  { name: 'http', run: () => closeServer(server) },
  { name: 'message broker', run: messages.close },
  { name: 'database', run: postgres.close },
  { name: 'telemetry', run: shutdownTelemetry },
]);
