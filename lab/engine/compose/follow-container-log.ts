import { followOutput } from '../follow-output.ts';
import type { FollowOptions } from '../local/follow-log.ts';

/** The last lines of a container's log, then, with `follow`, every new one until `signal` aborts or the container ends. */
export function followContainerLog(id: string, options: FollowOptions): AsyncGenerator<string> {
  const follow = options.follow ? ['--follow'] : [];
  return followOutput('docker', ['logs', '--tail', String(options.lines), ...follow, id], options.signal);
}
