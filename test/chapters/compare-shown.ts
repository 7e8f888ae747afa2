/** What differs from run to run, and what stands for it when a page is compared with what was really said. */
const VARYING: [RegExp, string][] = [
  [/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'ORDER'],
  [/\b[0-9a-f]{32}\b/g, 'TRACE'],
  [/\b[0-9a-f]{16}\b/g, 'SPAN'],
  [/\b[0-9a-f]{8}(?=…|,|$)/g, 'SHORT'],
  [/\b\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME'],
  // A duration and its bar, in a waterfall.
  [/ +\d+\.\d ms( +█+)?$/g, ' MS'],
  [/\b(\d+ min )?\d+(\.\d+)? m?s\b/g, 'N s'],
  [/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT'],
  // What Prometheus and the Collector count.
  [/\[\d+(\.\d+)?,"\d+"\]/g, '[TIME,"N"]'],
  [/"value":"[\d.]+"/g, '"value":"N"'],
  [/(?<=\}) \d+$/g, ' N'],
  [/\bthey judged \d+ and \d+/g, 'they judged N and N'],
  // How many orders chance took.
  [/\b\d+ of 20\b/g, 'N of 20'],
  [/… and \d+ more$/g, '… and N more'],
];

/**
 * One customer's spans are as many every time, and siblings come in the order of the code. Where those of several customers
 * got into one trace, both are chance: such a trace is not counted, and a page leaves out (`…`) what may stand elsewhere.
 */
const ONE_CUSTOMERS = 20;
const LEFT_OUT = /^\s*…$/;

/**
 * Where the real output does not have what a page shows of it: the first line that is missing; undefined when all is there.
 * A page may begin and end anywhere; in between, `…` stands for lines that are left out. Blank lines do not count.
 */
export function compareShown(shown: string, real: string): string | undefined {
  const said = plainLines(real);
  let from = 0;
  for (const part of partsOf(shown)) {
    const { at, reached } = find(part, said, from);
    if (at === undefined) return part[reached];
    from = at + part.length;
  }
  return undefined;
}

/** The parts of a page's block between its `…`. */
function partsOf(shown: string): string[][] {
  const parts: string[][] = [[]];
  for (const line of plainLines(shown))
    if (LEFT_OUT.test(line)) parts.push([]);
    else parts.at(-1)?.push(line);
  return parts.filter((part) => part.length > 0);
}

/** Where the part stands, one line directly below the other; and how many lines of it stood together at most. */
function find(part: string[], said: string[], from: number): { at?: number; reached: number } {
  let reached = 0;
  for (let at = from; at < said.length; at += 1) {
    const same = part.findIndex((line, index) => line !== said[at + index]);
    if (same === -1) return { at, reached: part.length };
    reached = Math.max(reached, same);
  }
  return { reached };
}

function plainLines(text: string): string[] {
  return text
    .split('\n')
    .map((line) => plain(line.trimEnd()))
    .filter((line) => line !== '');
}

function plain(line: string): string {
  const same = VARYING.reduce((text, [pattern, name]) => text.replace(pattern, name), line);
  return same.replace(/\b(\d+) spans, (.+), \d+ log lines/, (summary, spans: string, services: string) =>
    Number(spans) > ONE_CUSTOMERS ? `many spans, ${services}, many log lines` : summary,
  );
}
