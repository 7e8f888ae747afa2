import type { ConfirmChannel, Options } from 'amqplib';
import { DeadlineExceeded, Unavailable } from './errors.ts';

const CONFIRM_LIMIT_MS = 5_000;

/** Sends a message straight to a queue and waits for the broker's confirm; throws Unavailable without one. */
export function sendToQueue(
  channel: ConfirmChannel,
  queue: string,
  content: Buffer,
  properties: Options.Publish,
): Promise<void> {
  return confirmed((done) => channel.sendToQueue(queue, content, { ...properties, persistent: true }, done));
}

/** Sends by `send` and waits for the publisher confirm; throws Unavailable without one. https://www.rabbitmq.com/docs/confirms */
export function confirmed(send: (done: (error: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new DeadlineExceeded(`no confirm from the message broker within ${CONFIRM_LIMIT_MS} ms`)),
      CONFIRM_LIMIT_MS,
    );
    const done = (error: unknown) => {
      clearTimeout(timer);
      if (error) reject(new Unavailable('the message broker did not take the message', { cause: error }));
      else resolve();
    };
    try {
      send(done);
    } catch (error) {
      done(error);
    }
  });
}
