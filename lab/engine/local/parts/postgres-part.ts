import { join } from 'node:path';
import type { LabContext } from '../lab-context.ts';
import { applySchema, askPostgres, DATABASE } from '../postgres/apply-schema.ts';
import { createCluster, POSTGRES_USER } from '../postgres/create-cluster.ts';
import { postgresVersion } from '../postgres/postgres-binaries.ts';
import { type PostgresPlace, postgresPlace } from '../postgres/postgres-place.ts';
import type { PartDefinition, SpawnCommand } from './part-definition.ts';

// Small, since a laptop runs everything. fsync is off: a killed Postgres loses nothing, a power cut may.
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'on',
  max_connections: '100',
  shared_buffers: '32MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '256MB',
  io_method: 'sync',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

/** Postgres from npm, on a data folder of the instance's own. */
export function postgresPart({ paths, ports, secrets }: LabContext): PartDefinition {
  let place: PostgresPlace | undefined;
  const server = () => `postgres://${POSTGRES_USER}:${secrets.postgres}@127.0.0.1:${ports.get('postgres')}`;
  return {
    name: 'postgres',
    ports: ['postgres'],
    uses: [],
    after: [],
    watches: [],
    prepareLimitMs: 90_000,
    startLimitMs: 60_000,
    // "Fast": ends the sessions instead of waiting for them.
    stopSignal: 'SIGINT',
    stopLimitMs: 15_000,
    prepare: async (report) => {
      report('creating the database');
      place = postgresPlace(paths);
      await createCluster(place, secrets.postgres);
    },
    command: () => postgresCommand(place ?? postgresPlace(paths), ports.get('postgres')),
    probe: async (_pid, wasReady) => {
      await (wasReady ? askPostgres(server()) : applySchema(server()));
      return null;
    },
    address: () => `${server()}/${DATABASE}`,
    version: postgresVersion,
  };
}

function postgresCommand(place: PostgresPlace, port: number): SpawnCommand {
  const settings = Object.entries({ ...SETTINGS, port: String(port) });
  return {
    file: join(place.binaries, 'bin', 'postgres'),
    args: [
      '-D',
      join(place.folder, 'data'),
      ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ],
    env: { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' },
    cwd: place.folder,
    ...place.user,
  };
}
