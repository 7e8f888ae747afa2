import { Command, InvalidArgumentError } from 'commander';
import { awaitTrace } from '../checkout/await-trace.ts';
import type { TraceDetail } from '../desk/trace-views.ts';
import type { Engine } from '../engine/engine.ts';
import { LabError } from '../engine/lab-error.ts';
import { askDesk } from '../stores/ask-desk.ts';
import { listSpanIds } from '../terminal/list-span-ids.ts';
import { drawWaterfall } from '../terminal/waterfall.ts';

type Flags = { ids?: boolean | undefined; json?: boolean | undefined; stored?: boolean | undefined };

const TRACE_LIMIT_MS = 4_000; // spans arrive a few hundred milliseconds after they end
const DEFAULT_WIDTH = 100;
const WHOLE_LENGTH = 32;

/** `lab trace ID`: draws a trace that the desk has seen. Exit code 1 when there is none of that id. */
export function traceCommand(engine: () => Engine): Command {
  return new Command('trace')
    .description('draw a trace: who called whom, and where the time went')
    .argument('<id>', 'trace id, 32 hex digits, or its first 8', traceId)
    .option('--ids', 'list each span with its id, kind and parent instead of drawing it')
    .option('--stored', 'what is stored of it, and why that differs; in the full stack')
    .option('--json', 'print spans, logs and problems as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab trace 4bf92f3577b34da6a3ce929d0e0e4736')
    .action(async (given: string, { ids, json, stored }: Flags) => {
      const { desk } = await engine().addresses();
      const id = await wholeId(desk, given);
      if (stored) {
        await showStored(desk, id, { ids, json });
        return;
      }
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
      show(trace, { ids, json });
      if (!json) console.log(`\nOpen it: ${desk}/traces/${id}`);
    });
}

/** Draws what is stored of a trace, and says how that stands to what was produced. Exit code 1 when nothing of it is. */
async function showStored(desk: string, id: string, how: Flags): Promise<void> {
  const { trace, says } = await askDesk(desk).stored(id);
  if (!trace) throw new LabError(says, { exitCode: 1, next: [`npx lab trace ${id}`, 'npx lab status'] });
  show(trace, how);
  if (!how.json) console.log(`\n${says}`);
}

function show(trace: TraceDetail, { ids, json }: Flags): void {
  const { traceId, complete, spans, logs, problems } = trace;
  if (json) console.log(JSON.stringify({ traceId, complete, spans, logs, problems }));
  else console.log(ids ? listSpanIds(trace) : drawWaterfall(trace, process.stdout.columns || DEFAULT_WIDTH));
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
