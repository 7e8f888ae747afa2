import type { Round, Usage } from './measure-round.ts';

const OURS = ['storefront', 'orders', 'payments-worker', 'payment-gateway', 'desk'];

/** Prints medians over the rounds, with the other variables and with full tracing, and their ratio. */
export function printReport(rounds: Round[], other: string): void {
  const plain = rounds.filter(({ traced }) => !traced);
  const traced = rounds.filter((round) => round.traced);
  console.log(`\nA: ${other}   B: full tracing   (medians of the rounds)`);
  console.log('                                  A         B     B/A (lowest to highest round)');
  row('settled checkouts/s', plain, traced, (round) => round.settledPerSecond);
  row('POST /checkout p50, ms', plain, traced, (round) => round.p50Ms);
  row('POST /checkout p99, ms', plain, traced, (round) => round.p99Ms);
  row('rejected requests', plain, traced, (round) => round.rejected);
  console.log('\nCPU, ms per settled checkout');
  for (const name of partsOf(rounds)) row(name, plain, traced, (round) => cpuMs(round, name));
  row('all', plain, traced, (round) => partsOf(rounds).reduce((sum, name) => sum + cpuMs(round, name), 0));
  console.log('\nMemory (RSS) at the end, MB');
  for (const name of partsOf(rounds)) row(name, plain, traced, (round) => rssMb(round.usage.get(name)));
  row('our processes and the desk', plain, traced, (round) =>
    OURS.reduce((sum, name) => sum + rssMb(round.usage.get(name)), 0),
  );
}

function row(title: string, plain: Round[], traced: Round[], value: (round: Round) => number): void {
  const ratios = traced
    .flatMap((round, index) => (plain[index] ? [value(round) / value(plain[index])] : []))
    .filter(Number.isFinite);
  const ratio =
    ratios.length > 0
      ? `${median(ratios).toFixed(2)}  (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`
      : '-';
  const number = (rounds: Round[]) => median(rounds.map(value)).toFixed(1).padStart(9);
  console.log(`${title.padEnd(25)} ${number(plain)} ${number(traced)}     ${ratio}`);
}

function partsOf(rounds: Round[]): string[] {
  return [...new Set(rounds.flatMap(({ usage }) => [...usage.keys()]))];
}

function cpuMs({ usage, settled }: Round, name: string): number {
  return ((usage.get(name)?.cpuSeconds ?? 0) * 1_000) / settled;
}

function rssMb(usage: Usage | undefined): number {
  return (usage?.rssBytes ?? 0) / 1_048_576;
}

function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? (sorted[middle] ?? 0)
    : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}
