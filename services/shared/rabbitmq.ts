import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { type ChannelModel, type ConfirmChannel, connect } from 'amqplib';
import { ORDER_ID } from './attributes.ts';
import { Unavailable } from './errors.ts';
import type { Logger } from './logger.ts';
import type { MessageType } from './messages.ts';
import { confirmed } from './rabbitmq-confirm.ts';
import { type Consumer, startConsumer } from './rabbitmq-consumer.ts';
import { declareTopology } from './rabbitmq-topology.ts';
import { injectTraceContext } from './trace-context.ts';

/** A connection that comes back by itself, declares the topology and restarts its consumers each time. */
export type Rabbitmq = {
  /** Resolves when the broker has the message safely; throws Unavailable when it does not say so in time. */
  publish: <T extends { orderId: string }>(type: MessageType<T>, body: T) => Promise<void>;
  check: () => 'ready' | string;
  /** Takes no more messages and waits for the ones in work. */
  stopConsuming: () => Promise<void>;
  close: () => Promise<void>;
};

const CONNECT_LIMIT_MS = 3_000;
const HEARTBEAT_S = 10;
const RECONNECT = { initialDelay: 200, maxDelay: 2_000 };
const tracer = trace.getTracer('bookstore');

/** Starts connecting to `url` (amqp://user:password@host:port) and returns at once; `check` tells when it is there. */
export async function connectRabbitmq(
  url: string,
  logger: Logger,
  consumers: Consumer[] = [],
): Promise<Rabbitmq> {
  let channel: ConfirmChannel | undefined;
  let running: Array<{ stop: () => Promise<void> }> = [];
  let trouble = 'not connected yet';

  const setup = async (model: ChannelModel) => {
    const reopen = () => model.close().catch(() => {});
    const publisher = await openChannel(model, logger, reopen);
    await declareTopology(publisher);
    running = [];
    for (const consumer of consumers) {
      running.push(
        await startConsumer(await openChannel(model, logger, reopen), publisher, consumer, logger),
      );
    }
    channel = publisher;
  };
  const address = new URL(url);
  address.searchParams.set('heartbeat', String(HEARTBEAT_S));
  const connection = await connect(address.href, {
    timeout: CONNECT_LIMIT_MS,
    recovery: { ...RECONNECT, setup, waitForConnect: false },
  });
  const lost = (error: Error) => {
    channel = undefined;
    if (trouble !== error.message) logger.warn({ err: error }, 'message broker does not answer');
    trouble = error.message;
  };
  connection.on('connect', () => logger.info('message broker connected'));
  connection.on('connect-failed', lost);
  connection.on('disconnect', lost);
  connection.on('error', lost);

  return {
    publish: async (type, body) => {
      if (!channel) throw new Unavailable(`the message broker does not answer: ${trouble}`);
      await publishTraced(channel, address, type, body);
    },
    check: () => (channel ? 'ready' : trouble),
    stopConsuming: async () => {
      await Promise.all(running.map((consumer) => consumer.stop()));
    },
    close: () => connection.close(),
  };
}

async function openChannel(model: ChannelModel, logger: Logger, onLost: () => void): Promise<ConfirmChannel> {
  const channel = await model.createConfirmChannel();
  channel.on('error', (error) => logger.warn({ err: error }, 'message channel failed'));
  channel.on('close', onLost); // one way back for every loss: a new connection
  return channel;
}

// Attributes: https://opentelemetry.io/docs/specs/semconv/messaging/rabbitmq/
function publishTraced<T extends { orderId: string }>(
  channel: ConfirmChannel,
  broker: URL,
  type: MessageType<T>,
  body: T,
) {
  const content = Buffer.from(JSON.stringify(body));
  const attributes = {
    'messaging.system': 'rabbitmq',
    'messaging.operation.name': 'publish',
    'messaging.operation.type': 'send',
    'messaging.destination.name': type.name,
    'messaging.message.body.size': content.length,
    'server.address': broker.hostname,
    'server.port': Number(broker.port || 5672),
    [ORDER_ID]: body.orderId,
  };
  return tracer.startActiveSpan(
    `publish ${type.name}`,
    { kind: SpanKind.PRODUCER, attributes },
    async (span) => {
      try {
        const properties = {
          type: type.name,
          contentType: 'application/json',
          persistent: true,
          headers: injectTraceContext(),
        };
        await confirmed((done) => channel.publish(type.name, '', content, properties, done));
      } catch (error) {
        span.recordException(error as Error);
        span.setStatus({ code: SpanStatusCode.ERROR, message: (error as Error).message });
        throw error;
      } finally {
        span.end();
      }
    },
  );
}
