// Preloaded by `lab incident`: every request leaves 2 MB behind in storefront, which is killed when it has too much.
import { subscribe } from 'node:diagnostics_channel';

const LEFT_BEHIND = 250_000; // numbers of 8 bytes
const KILLED_AT_BYTES = 125 * 1024 ** 2;
const kept: number[][] = [];

if (process.argv[1]?.includes('storefront')) {
  subscribe('http.server.request.start', () => {
    kept.push(new Array<number>(LEFT_BEHIND).fill(kept.length + 0.5));
    // As the kernel would do it, in a container with a limit.
    if (process.memoryUsage().heapUsed > KILLED_AT_BYTES) process.kill(process.pid, 'SIGKILL');
  });
}
