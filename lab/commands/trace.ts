import { Command, InvalidArgumentError } from 'commander';
import { awaitTrace } from '../checkout/await-trace.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { askDesk } from '../stores/ask-desk.ts';
import { listSpanIds } from '../terminal/list-span-ids.ts';
import { drawWaterfall } from '../terminal/waterfall.ts';

const TRACE_LIMIT_MS = 4_000; // spans arrive a few hundred milliseconds after they end
const DEFAULT_WIDTH = 100;
const WHOLE_LENGTH = 32;

/** `lab trace ID`: draws a trace that the desk has seen. Exit code 1 when there is none of that id. */
export function traceCommand(engine: () => Engine): Command {
  return new Command('trace')
    .description('draw a trace: who called whom, and where the time went')
    .argument('<id>', 'trace id, 32 hex digits, or its first 8', traceId)
    .option('--ids', 'list each span with its id, kind and parent instead of drawing it')
    .option('--json', 'print spans, logs and problems as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab trace 4bf92f3577b34da6a3ce929d0e0e4736')
    .action(async (given: string, { ids, json }: { ids?: boolean; json?: boolean }) => {
      const { desk } = await engine().addresses();
      const id = await wholeId(desk, given);
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
  if (/^[0-9a-f]{8,32}$/.test(id) && !/^0{32}$/.test(id)) return id;
  throw new InvalidArgumentError('A trace id has 32 hex digits, not all zero. Its first 8 will do.');
}

/** The trace id that begins so, as pages show it. Throws LabError when several do, or none. */
async function wholeId(desk: string, given: string): Promise<string> {
  if (given.length === WHOLE_LENGTH) return given;
  const meant = (await askDesk(desk).newestTraceIds()).filter((id) => id.startsWith(given));
  if (meant[0] && meant.length === 1) return meant[0];
  throw new LabError(
    meant.length === 0
      ? `No trace that is here begins with ${given}.`
      : `Several traces begin with ${given}.`,
    {
      exitCode: 1,
      next: meant.length === 0 ? [`see which are there: ${desk}`] : meant.map((id) => `npx lab trace ${id}`),
    },
  );
}
