import type { PartName } from '../engine.ts';
import type { Container } from './container.ts';
import { CONTAINER_PORTS, hostPort } from './container-ports.ts';

/** Where a part can be reached from this machine, with its password; null while its container does not run. */
export function containerAddress(part: PartName, container: Container | undefined): string | null {
  const main = CONTAINER_PORTS.find((candidate) => candidate.part === part);
  const port = main && hostPort(container, main.target);
  if (!container || port === undefined) return null;
  const variable = (name: string) =>
    container.Config.Env?.find((line) => line.startsWith(`${name}=`))?.slice(name.length + 1) ?? '';
  if (part === 'postgres')
    return `postgres://bookstore:${variable('POSTGRES_PASSWORD')}@127.0.0.1:${port}/bookstore`;
  if (part === 'rabbitmq') return `amqp://bookstore:${variable('RABBITMQ_DEFAULT_PASS')}@127.0.0.1:${port}`;
  return `http://127.0.0.1:${port}`;
}
