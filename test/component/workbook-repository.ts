import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The file to repair in the made-up chapter 05, and what repairs it. */
export const SEAM = 'services/shared/trace-context.ts';
export const EXERCISE = 'export const inject = () => ({}); // TODO(05): write the headers\n';
export const RIGHT = 'export const inject = () => propagation.inject(context.active(), {});\n';

const README = `# 05 Across the queue

<script>window.broken = 'script'</script>

## Goal

A message carries its trace.

## Questions

A heading that the page has a place of the same name for.

## Your task

Edit [the file](../../${SEAM}), see [the chapter before](../04-across-http/README.md#look), [semconv](https://opentelemetry.io/docs/specs/semconv/) or
[a trap](javascript:alert(1)).

\`\`\`sh
npx lab check 05
\`\`\`

| header | what it is |
|---|---|
| \`traceparent\` | the trace and the span |

<details>
<summary>What would happen without it?</summary>

The worker begins a trace of *its own*.

</details>
`;

/** A small repository with two chapters and a made-up `lab`. */
export type WorkbookRepository = {
  root: string;
  write: (path: string, text: string) => void;
  read: (path: string) => string;
  /** Types a command into a terminal, so to say. */
  lab: (...words: string[]) => Promise<unknown>;
  remove: () => void;
};

/** Writes such a repository into a folder of its own. */
export function workbookRepository(): WorkbookRepository {
  const root = mkdtempSync(join(tmpdir(), 'lab-workbook-'));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  write('package.json', '{"type":"module"}');
  mkdirSync(join(root, 'lab'));
  cpSync(join(import.meta.dirname, 'workbook-fake-lab.js'), join(root, 'lab/lab.js'));
  write(SEAM, RIGHT);
  write('chapters/04-across-http/README.md', '# 04 Across HTTP\n\n## Look\n\nAt the headers.\n');
  write('chapters/05-across-the-queue/README.md', README);
  write('chapters/05-across-the-queue/answer.md', '# Why it works\n\nThe header goes along.\n');
  write(`chapters/05-across-the-queue/exercise/${SEAM}`, EXERCISE);
  write('chapters/GLOSSARY.md', '# Glossary\n\nspan: one piece of work.\n');
  return {
    root,
    write,
    read: (path) => readFileSync(join(root, path), 'utf8'),
    // A wrong verdict is an exit code too.
    lab: (...words) => run(process.execPath, ['lab/lab.js', ...words], { cwd: root }).catch(() => {}),
    // A command that is being ended may still be writing.
    remove: () => rmSync(root, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }),
  };
}
