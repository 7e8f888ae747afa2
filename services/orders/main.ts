import { addHealthRoutes } from '../shared/health.ts';
import { addProblemHandlers, closeServer, listen } from '../shared/http-server.ts';
import { createLogger } from '../shared/logger.ts';
import { connectPostgres } from '../shared/postgres.ts';
import { shutdownOnSignal } from '../shared/shutdown.ts';
import { shutdownTelemetry } from '../shared/telemetry.ts';
import { createOrdersApp } from './app.ts';
import { findBooks, listBooks } from './book-store.ts';
import { config } from './config.ts';
import { connectOrderMessages } from './order-messages.ts';
import { findOrder, findOrderByKey } from './order-store.ts';
import { recordSettledOrder } from './order-telemetry.ts';
import { startOutboxRelay } from './outbox-relay.ts';
import { placeOrder } from './place-order.ts';
import { settleOrder } from './settle-order.ts';
import { writeOrder } from './write-order.ts';
import { writeSettlement } from './write-settlement.ts';

const logger = createLogger(config.LOG_LEVEL);
const postgres = connectPostgres(config.DATABASE_URL, logger);
const { run } = postgres;

const settleParts = {
  write: writeSettlement.bind(undefined, postgres),
  onSettled: recordSettledOrder.bind(undefined, logger),
};
const messages = await connectOrderMessages(config.RABBITMQ_URL, logger, (message) =>
  settleOrder(settleParts, message),
);
const relay = startOutboxRelay({
  postgres,
  isReady: () => messages.check() === 'ready',
  publish: messages.publishOrderPlaced,
  logger,
});
const placeParts = {
  write: writeOrder.bind(undefined, postgres),
  findByKey: (key: string) => findOrderByKey(run, key),
  findBooks: (ids: string[]) => findBooks(run, ids),
};
const app = createOrdersApp(
  {
    listBooks: () => listBooks(run),
    findBook: async (id) => (await findBooks(run, [id]))[0],
    findOrder: (id) => findOrder(run, id),
    placeOrder: (request, key) => placeOrder(placeParts, request, key).finally(relay.wake),
  },
  logger,
);
const health = addHealthRoutes(app, { postgres: postgres.check, rabbitmq: messages.check });
addProblemHandlers(app, logger);
const server = await listen(app, config.PORT, config.LISTEN_HOST);
logger.info({ port: config.PORT }, 'orders listening');

shutdownOnSignal(logger, [
  { name: 'unready', run: health.stopping },
  { name: 'http', run: () => closeServer(server) },
  { name: 'consumers', run: messages.stopConsuming },
  { name: 'outbox relay', run: relay.stop },
  { name: 'message broker', run: messages.close },
  { name: 'database', run: postgres.close },
  { name: 'telemetry', run: shutdownTelemetry },
]);
