import { writeFileSync } from 'node:fs';
import amqp from 'amqplib';
import type { LabContext } from '../lab-context.ts';
import { answersOnPort } from '../ports/loopback-port.ts';
import { findRabbitmq } from '../rabbitmq/find-rabbitmq.ts';
import { rabbitmqEnvironment } from '../rabbitmq/rabbitmq-environment.ts';
import type { requireRabbitmq } from '../rabbitmq/require-rabbitmq.ts';
import { RABBITMQ_USER, rabbitmqFiles, writeRabbitmqConfig } from '../rabbitmq/write-rabbitmq-config.ts';
import type { PartDefinition } from './part-definition.ts';

// Two package installations may wait for one another, five minutes each at most.
const PREPARE_LIMIT_MS = 600_000;
const START_LIMIT_MS = 90_000;
const EPMD_LIMIT_MS = 15_000;
const CONNECT_LIMIT_MS = 5_000;

/** The machine's RabbitMQ as a node of the instance's own. */
export function rabbitmqPart(context: LabContext, install: typeof requireRabbitmq): PartDefinition {
  const { paths, ports, secrets } = context;
  const files = rabbitmqFiles(paths.rabbitmq);
  const address = () => `amqp://${RABBITMQ_USER}:${secrets.rabbitmq}@127.0.0.1:${ports.get('rabbitmq')}`;
  return {
    name: 'rabbitmq',
    ports: ['rabbitmq', 'rabbitmq-nodes', ...(context.full ? ['rabbitmq-metrics' as const] : [])],
    uses: ['epmd'],
    after: ['epmd'],
    watches: [],
    prepareLimitMs: PREPARE_LIMIT_MS,
    startLimitMs: START_LIMIT_MS,
    stopSignal: 'SIGTERM',
    stopLimitMs: 20_000,
    prepare: async (report) => {
      await install(report);
      writeRabbitmqConfig(context);
    },
    command: () => ({
      file: findRabbitmq()?.server ?? 'rabbitmq-server',
      args: [],
      env: rabbitmqEnvironment(context),
      cwd: files.home,
    }),
    probe: async (_pid, wasReady) => {
      const answer = await askBroker(address(), ports.get('rabbitmq'), wasReady);
      if (answer === null && !wasReady) writeFileSync(files.complete, '');
      return answer;
    },
    address,
    version: () => findRabbitmq()?.version ?? null,
  };
}

/** Erlang's name service, which RabbitMQ looks its node name up in. */
export function epmdPart(context: LabContext, install: typeof requireRabbitmq): PartDefinition {
  const port = () => context.ports.get('epmd');
  return {
    name: 'epmd',
    ports: ['epmd'],
    uses: [],
    after: [],
    watches: [],
    prepareLimitMs: PREPARE_LIMIT_MS,
    startLimitMs: EPMD_LIMIT_MS,
    stopSignal: 'SIGTERM',
    stopLimitMs: 5_000,
    prepare: async (report) => void (await install(report)),
    command: () => ({
      file: findRabbitmq()?.epmd ?? 'epmd',
      args: ['-address', '127.0.0.1', '-port', String(port())],
      env: { PATH: process.env.PATH },
      cwd: context.paths.root,
    }),
    // It complains in its log about every connection that says nothing.
    probe: async (_pid, wasReady) =>
      wasReady || (await answersOnPort(port())) ? null : 'its port is not open yet',
    address: () => `tcp://127.0.0.1:${port()}`,
    version: () => null,
  };
}

// A connection shows that the broker takes orders; it also costs two log lines, so later the open port has to do.
async function askBroker(url: string, port: number, wasReady: boolean): Promise<string | null> {
  if (!(await answersOnPort(port))) return 'the broker is booting';
  if (wasReady) return null;
  const connection = await amqp.connect(url, { timeout: CONNECT_LIMIT_MS });
  await connection.close();
  return null;
}
