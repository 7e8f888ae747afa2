import { sumOf } from '../metric-clues.ts';
import { preload } from '../preload.ts';
import type { Trouble } from '../trouble.ts';

const MIB = 1024 ** 2;
const NOTICED_MIB = 75;

/** Every request leaves something behind in the storefront, until the process is killed for it. */
export const memoryLeak: Trouble = {
  suspect: 'memory-leak',
  complaint: 'Every now and then the shop is gone. A moment later it is back, as if nothing had been.',
  variables: () => preload('leak-memory.ts'),
  clues: async (desk, sinceMs) => {
    const used = (await sumOf(desk, 'v8js.memory.heap.used', 'storefront')) / MIB;
    const starts = (await desk.logs('storefront')).filter(
      ({ body, timeMs }) => body === 'storefront listening' && timeMs >= sinceMs,
    );
    if (used < NOTICED_MIB && starts.length < 2) return undefined;
    return {
      metric: {
        name: 'v8js.memory.heap.used',
        says: `${used.toFixed(0)} MB in storefront now: it rises with every request, falls to nothing, and rises again`,
        promql: 'sum by (service_name) (v8js_memory_heap_used_bytes)',
      },
      trace: null,
      log: {
        service: 'storefront',
        says: '“storefront listening”, again and again, and no “stopping” before it: the process was killed',
      },
    };
  },
  lesson:
    'A trace tells about one request, and no single request is to blame here. What grows over many is seen in a metric.',
};
