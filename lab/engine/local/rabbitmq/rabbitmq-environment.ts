import { join } from 'node:path';
import type { LabContext } from '../lab-context.ts';
import { folderWithoutBlanks } from './folder-without-blanks.ts';
import { rabbitmqFiles } from './write-rabbitmq-config.ts';

// Two schedulers and no busy waiting: an idle broker must cost no processor time. Node traffic on the loopback only.
const ERLANG_ARGUMENTS = [
  '+S 2:2',
  '+sbwt none +sbwtdcpu none +sbwtdio none',
  '-kernel inet_dist_use_interface {127,0,0,1}',
].join(' ');

/** Environment of every Erlang process of the instance: nothing of the machine's own RabbitMQ takes part. */
export function rabbitmqEnvironment({ paths, ports }: LabContext): NodeJS.ProcessEnv {
  const files = rabbitmqFiles(paths.rabbitmq);
  return {
    PATH: process.env.PATH,
    LANG: 'C.UTF-8',
    HOME: files.home,
    // Makes the script become the Erlang machine instead of watching over it: our child is the broker itself.
    RUNNING_UNDER_SYSTEMD: 'true',
    RABBITMQ_NODENAME: `bookstore-${paths.id}@localhost`,
    RABBITMQ_DIST_PORT: String(ports.get('rabbitmq-nodes')),
    RABBITMQ_CONFIG_FILE: files.config,
    RABBITMQ_CONFIG_FILES: `${files.config}.d`,
    RABBITMQ_ADVANCED_CONFIG_FILE: `${files.config}.advanced`,
    RABBITMQ_CONF_ENV_FILE: files.environment,
    RABBITMQ_ENABLED_PLUGINS_FILE: files.plugins,
    RABBITMQ_MNESIA_BASE: join(folderWithoutBlanks(paths), 'data'),
    RABBITMQ_LOG_BASE: files.logs,
    RABBITMQ_LOGS: '-',
    RABBITMQ_PID_FILE: files.pid,
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: ERLANG_ARGUMENTS,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(ports.get('epmd')),
    // Erlang would leave a daemon behind; epmd is a process of ours.
    ERL_ZFLAGS: '-start_epmd false',
  };
}
