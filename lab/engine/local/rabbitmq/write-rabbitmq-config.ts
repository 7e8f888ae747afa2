import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LabContext } from '../lab-context.ts';

export const RABBITMQ_USER = 'bookstore';

/** Files and folders of the instance's broker. */
export function rabbitmqFiles(folder: string) {
  return {
    config: join(folder, 'rabbitmq.conf'),
    plugins: join(folder, 'enabled_plugins'),
    environment: join(folder, 'rabbitmq-env.conf'),
    data: join(folder, 'data'),
    logs: join(folder, 'logs'),
    home: join(folder, 'home'),
    pid: join(folder, 'pid'),
    /** Stands when the data folder was once complete: a first start that was killed is done again. */
    complete: join(folder, 'complete'),
  };
}

/** Writes the broker's configuration. Only settings that RabbitMQ 3.10 to 4.3 all know. */
export function writeRabbitmqConfig({ paths, ports, secrets, full }: LabContext): void {
  const files = rabbitmqFiles(paths.rabbitmq);
  if (!existsSync(files.complete)) rmSync(files.data, { recursive: true, force: true });
  for (const folder of [files.home, files.data, files.logs])
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  const config = [
    `listeners.tcp.local = 127.0.0.1:${ports.get('rabbitmq')}`,
    `default_user = ${RABBITMQ_USER}`,
    `default_pass = ${secrets.rabbitmq}`,
    'vm_memory_high_watermark.absolute = 512MB',
    'disk_free_limit.absolute = 50MB',
    'log.console = true',
    'log.console.level = info',
    'log.file = false',
    ...(full
      ? ['prometheus.tcp.ip = 127.0.0.1', `prometheus.tcp.port = ${ports.get('rabbitmq-metrics')}`]
      : []),
  ];
  writeFileSync(files.config, `${config.join('\n')}\n`, { mode: 0o600 });
  writeFileSync(files.plugins, full ? '[rabbitmq_prometheus].\n' : '[].\n');
  // Empty, and named in the environment, so that the machine's own one is not read.
  writeFileSync(files.environment, '');
}
