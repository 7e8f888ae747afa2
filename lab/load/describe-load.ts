import { isAbsolute, relative } from 'node:path';
import pc from 'picocolors';
import { alignColumns } from '../terminal/align-columns.ts';
import type { LoadResult } from './load-shop.ts';
import { crossedThresholds, measured, type Summary } from './read-summary.ts';

/** What a load came to, as text: rate, latencies, failures, outcomes, crossed thresholds, failing traces, report. */
export function describeLoad(name: string, result: LoadResult): string {
  const { summary, failures, report, log, seconds } = result;
  const crossed = crossedThresholds(summary).map(
    ({ metric, expression, value }) =>
      `${pc.red('✗')} ${metric} ${expression} did not hold${value === undefined ? '' : `: ${rounded(value)}`}`,
  );
  const verdict = crossed.length === 0 ? pc.green('every threshold held') : pc.red('a threshold was crossed');
  const ended = result.interrupted ? `, ended early after ${Math.round(seconds)} s` : '';
  return [
    `${pc.bold(name)}: ${verdict}${ended}`,
    '',
    alignColumns(rowsOf(result).map(([title = '', text = '']) => [`  ${title}`, text])),
    ...section('', crossed),
    ...section('Traces of what failed (the first few):', failures),
    ...section('', [
      `Report  ${report ? fromHere(report) : 'none: k6 had too little to show'}`,
      `Log     ${fromHere(log)}`,
    ]),
  ].join('\n');
}

function rowsOf({ summary, plan, seconds }: LoadResult): string[][] {
  const count = (metric: string) => measured(summary, metric, 'count') ?? 0;
  const dropped = count('dropped_iterations');
  const left = dropped > 0 ? `; ${dropped} customers were left out` : '';
  const ends = ['paid', 'declined', 'failed', 'unsettled'].map((end) => `${count(`orders_${end}`)} ${end}`);
  return [
    ['rate', `${rounded(count('iterations') / seconds)}/s (${plan.perSecond}/s at the highest)${left}`],
    ['checkout', latencies(summary, 'checkout_duration')],
    ['settled', latencies(summary, 'order_settle_duration')],
    ['failed', `${measured(summary, 'http_req_failed', 'passes') ?? 0} of ${count('http_reqs')} requests`],
    ['orders', `${count('orders_accepted')} accepted, ${count('orders_sold_out')} sold out`],
    ['followed', ends.join(', ')],
  ];
}

function latencies(summary: Summary, metric: string): string {
  const numbers = { p50: 'med', p95: 'p(95)', p99: 'p(99)' };
  const cells = Object.entries(numbers).map(([title, number]) => {
    const ms = measured(summary, metric, number);
    return ms === undefined ? undefined : `${title} ${Math.round(ms)} ms`;
  });
  return cells.includes(undefined) ? 'none' : cells.join('  ');
}

function section(title: string, lines: string[]): string[] {
  if (lines.length === 0) return [];
  return ['', ...(title ? [title] : []), ...lines.map((line) => `  ${line}`)];
}

function rounded(number: number): string {
  return String(Math.round(number * 100) / 100);
}

// As short as it can be typed: below the current folder without its whole path.
function fromHere(path: string): string {
  const short = relative(process.cwd(), path);
  return short.startsWith('..') || isAbsolute(short) ? path : short;
}
