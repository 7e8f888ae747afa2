import { lstatSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '../../lab-error.ts';
import type { HomePaths } from '../home-paths.ts';

/** Another name of the instance's RabbitMQ folder, made by `folderWithoutBlanks` where one is needed. */
export function rabbitmqLink(paths: HomePaths): string {
  return join('/var/tmp', `bookstore-lab-${paths.id}-rabbitmq`);
}

/**
 * A name of RabbitMQ's folder without a blank in it: a broker of 3.x asks `df` for the free space without quotes, gets no
 * number, and then Prometheus cannot read any of its metrics. Throws LabError when that name is somebody else's.
 */
export function folderWithoutBlanks(paths: HomePaths): string {
  if (!/\s/.test(paths.rabbitmq)) return paths.rabbitmq;
  const link = rabbitmqLink(paths);
  const there = lstatSync(link, { throwIfNoEntry: false });
  // Anybody can create names in /var/tmp.
  if (there && there.uid !== process.getuid?.()) {
    throw new LabError(`${link} belongs to somebody else, and the lab needs that name for RabbitMQ.`, {
      next: [`remove ${link}, or choose another LAB_HOME`],
    });
  }
  rmSync(link, { force: true });
  symlinkSync(paths.rabbitmq, link);
  return link;
}
