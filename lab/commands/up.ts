import { Command } from 'commander';
import pc from 'picocolors';
import type { Addresses, Engine } from '../engine/engine.ts';
import { interruptible } from '../terminal/interruptible.ts';
import { showProgress } from '../terminal/show-progress.ts';
import { firstCheckout } from './first-checkout.ts';

const INTERRUPTED = 'Interrupted: stopping what was started (Ctrl-C again leaves it to itself).';

/** `lab up`: starts the lab, returns when it is ready, and proves it with a first checkout. */
export function upCommand(engine: (name?: string) => Engine): Command {
  return new Command('up')
    .description('start the lab and wait until every part is ready')
    .option(
      '--engine <name>',
      'what runs the parts: compose (Docker, always full), local, or kind (Kubernetes, always full); default: Docker where it can',
    )
    .option(
      '--full',
      'with Collector, stores and Prometheus; SAMPLING=off|head|tail says what is stored, STORES=grafana|open where',
    )
    .addHelpText('after', '\nExample:\n  $ npx lab up\n  $ SAMPLING=tail npx lab up --full')
    .action(async ({ engine: name, full = false }: { engine?: string; full?: boolean }) => {
      const progress = showProgress();
      // The lab outlives the terminal: only Ctrl-C means that it is not wanted.
      const interrupt = interruptible(INTERRUPTED, ['SIGINT']);
      const result = await engine(name)
        .up({ full, onProgress: progress.show, onNotice: progress.line, signal: interrupt.signal })
        .finally(() => {
          interrupt.release();
          progress.end();
        });
      if (!result.started) {
        console.log(pc.green('The lab is already running.'));
        console.log(whereToGo(result.addresses));
        return;
      }
      console.log(pc.green(`The lab is ready after ${result.seconds.toFixed(1)} s.\n`));
      await firstCheckout(result);
      console.log(whereToGo(result.addresses));
    });
}

function whereToGo(addresses: Addresses): string {
  const places = [
    ['Bookstore', addresses.storefront],
    ['Workbook', addresses.desk, 'the chapters, and every trace as it happens'],
    ['Grafana', addresses.grafana, 'what is stored, linked'],
    ['Tempo', addresses.tempo, 'stored traces'],
    ['Jaeger', addresses.jaeger, 'stored traces'],
    ['Loki', addresses.loki, 'stored logs'],
    ['VictoriaLogs', addresses['victoria-logs'], 'stored logs'],
    ['Prometheus', addresses.prometheus, 'stored metrics'],
  ];
  return [
    ...places.flatMap(([name = '', url, what]) =>
      url ? [`  ${name.padEnd(12)} ${pc.cyan(url)}${what ? `   (${what})` : ''}`] : [],
    ),
    '',
    'Next: npx lab start 01   (the first chapter; npx lab checkout buys a book, npx lab down stops all)',
  ].join('\n');
}
