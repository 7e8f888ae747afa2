import { Command, InvalidArgumentError } from 'commander';
import { awaitTrace } from '../checkout/await-trace.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { listSpanIds } from '../terminal/list-span-ids.ts';
import { drawWaterfall } from '../terminal/waterfall.ts';

const TRACE_LIMIT_MS = 4_000; // spans arrive a few hundred milliseconds after they end
const DEFAULT_WIDTH = 100;

/** `lab trace ID`: draws a trace that the desk has seen. Exit code 1 when there is none of that id. */
export function traceCommand(engine: () => Engine): Command {
  return new Command('trace')
    .description('draw a trace: who called whom, and where the time went')
    .argument('<id>', 'trace id, 32 hex digits', traceId)
    .option('--ids', 'list each span with its id, kind and parent instead of drawing it')
    .option('--json', 'print spans, logs and problems as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab trace 4bf92f3577b34da6a3ce929d0e0e4736')
    .action(async (id: string, { ids, json }: { ids?: boolean; json?: boolean }) => {
      const { desk } = await engine().addresses();
      const trace = await awaitTrace(desk, id, TRACE_LIMIT_MS);
      if (!trace) {
        const seconds = TRACE_LIMIT_MS / 1_000;
        throw new LabError(
          `No span of trace ${id} has arrived within ${seconds} s. It may be mistyped, or older than what the desk keeps.`,
          {
            exitCode: 1,
            next: [`see which traces are there: ${desk}`, 'make a new one: npx lab checkout'],
          },
        );
      }
      if (json) {
        const { complete, spans, logs, problems } = trace;
        console.log(JSON.stringify({ traceId: id, complete, spans, logs, problems }));
        return;
      }
      console.log(ids ? listSpanIds(trace) : drawWaterfall(trace, process.stdout.columns || DEFAULT_WIDTH));
      console.log(`\nOpen it: ${desk}/traces/${id}`);
    });
}

function traceId(text: string): string {
  const id = text.toLowerCase();
  if (/^[0-9a-f]{32}$/.test(id) && !/^0+$/.test(id)) return id;
  throw new InvalidArgumentError('A trace id has 32 hex digits, not all zero.');
}
