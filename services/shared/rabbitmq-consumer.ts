import { context, metrics, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { ConfirmChannel, ConsumeMessage } from 'amqplib';
import { DEAD_LETTER_REASON, DELIVERY_ATTEMPT, ORDER_ID } from './attributes.ts';
import { InvalidMessage } from './errors.ts';
import type { Logger } from './logger.ts';
import type { MessageType } from './messages.ts';
import { sendToQueue } from './rabbitmq-confirm.ts';
import { deadLetterQueueOf, retryQueueOf } from './rabbitmq-topology.ts';
import { extractTraceContext } from './trace-context.ts';

/** What a service does with one kind of message. Throw InvalidMessage for "never", anything else for "later". */
export type Consumer = {
  type: MessageType<{ orderId: string }>;
  handle: (body: never) => Promise<void>;
};

const PREFETCH = 50;
const BODY_LIMIT_BYTES = 64 * 1024;
const ATTEMPT_HEADER = 'x-delivery-attempt';
const MAX_ATTEMPTS = 60; // about five minutes of transient trouble
const tracer = trace.getTracer('bookstore');
const deadLettered = metrics
  .getMeter('bookstore')
  .createCounter('bookstore.messages.dead_lettered', { description: 'Messages given up', unit: '{message}' });

/** Consumes on `channel`; what must be retried or given up is sent on by `publisher` before it is acknowledged. */
export async function startConsumer(
  channel: ConfirmChannel,
  publisher: ConfirmChannel,
  consumer: Consumer,
  logger: Logger,
): Promise<{ stop: () => Promise<void> }> {
  const inWork = new Set<Promise<void>>();
  await channel.prefetch(PREFETCH);
  const { consumerTag } = await channel.consume(consumer.type.queue, (message) => {
    if (!message) return void channel.close().catch(() => {}); // the broker cancelled us: start over
    const work = processTraced(publisher, consumer, message, logger)
      .then(() => channel.ack(message))
      // Its headers could not be read, or the connection went away: the broker delivers the message again to the next connection.
      .catch((error) => logger.warn({ err: error }, 'message not acknowledged'));
    inWork.add(work);
    work.finally(() => inWork.delete(work));
  });
  return {
    stop: async () => {
      await channel.cancel(consumerTag).catch(() => {});
      await Promise.all(inWork);
    },
  };
}

// Attributes: https://opentelemetry.io/docs/specs/semconv/messaging/rabbitmq/
async function processTraced(
  publisher: ConfirmChannel,
  consumer: Consumer,
  message: ConsumeMessage,
  logger: Logger,
): Promise<void> {
  const { name, queue } = consumer.type;
  const attempt = Math.max(1, Math.trunc(Number(message.properties.headers?.[ATTEMPT_HEADER])) || 1);
  const attributes = {
    'messaging.system': 'rabbitmq',
    'messaging.operation.name': 'process',
    'messaging.operation.type': 'process',
    'messaging.destination.name': `${name}:${queue}`,
    'messaging.message.body.size': message.content.length,
    'messaging.rabbitmq.message.delivery_tag': message.fields.deliveryTag,
    [DELIVERY_ATTEMPT]: attempt,
  };
  const parent = extractTraceContext(message.properties.headers);
  return context.with(parent, () =>
    tracer.startActiveSpan(`process ${name}`, { kind: SpanKind.CONSUMER, attributes }, async (span) => {
      try {
        const body = readBody(consumer.type, message);
        span.setAttribute(ORDER_ID, body.orderId);
        await consumer.handle(body as never);
      } catch (error) {
        await putAside(publisher, queue, message, error as Error, attempt, span, logger);
      } finally {
        span.end();
      }
    }),
  );
}

function readBody<T extends { orderId: string }>(type: MessageType<T>, message: ConsumeMessage): T {
  const { content, properties } = message;
  if (content.length > BODY_LIMIT_BYTES)
    throw new InvalidMessage('too-large', `${content.length} bytes; at most ${BODY_LIMIT_BYTES}`);
  if (properties.type && properties.type !== type.name) {
    throw new InvalidMessage('wrong-type', `expected a message of type ${type.name}`);
  }
  let json: unknown;
  try {
    json = JSON.parse(content.toString());
  } catch {
    throw new InvalidMessage('not-json', 'the body is not valid JSON');
  }
  const parsed = type.schema.safeParse(json);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  throw new InvalidMessage('invalid-body', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
}

async function putAside(
  publisher: ConfirmChannel,
  queue: string,
  message: ConsumeMessage,
  error: Error,
  attempt: number,
  span: Span,
  logger: Logger,
): Promise<void> {
  const reason =
    error instanceof InvalidMessage
      ? error.reason
      : attempt >= MAX_ATTEMPTS
        ? 'retries-exhausted'
        : undefined;
  span.recordException(error);
  span.setStatus({ code: SpanStatusCode.ERROR, message: error.message });
  const headers = { ...message.properties.headers };
  if (!reason) {
    logger.warn({ err: error, attempt }, 'message will be tried again');
    headers[ATTEMPT_HEADER] = attempt + 1;
    return sendToQueue(publisher, retryQueueOf(queue, attempt), message.content, {
      ...message.properties,
      headers,
    });
  }
  span.setAttribute(DEAD_LETTER_REASON, reason);
  logger.error({ err: error, reason }, 'message given up');
  headers['x-dead-letter-reason'] = reason;
  headers['x-dead-letter-detail'] = error.message.slice(0, 500);
  await sendToQueue(publisher, deadLetterQueueOf(queue), message.content, { ...message.properties, headers });
  deadLettered.add(1, { 'messaging.destination.name': queue, [DEAD_LETTER_REASON]: reason });
}
