import { Command, InvalidArgumentError, Option } from 'commander';
import { CARDS, type CheckoutWish } from '../checkout/checkout-wish.ts';
import { driveCheckout } from '../checkout/drive-checkout.ts';
import type { Engine } from '../engine/engine.ts';

type Flags = { total?: number; card: NonNullable<CheckoutWish['card']>; json?: boolean };

const MAX_USD = 20_000;

/** `lab checkout`: buys books as a customer would and waits until the order is settled. Exit code 1 when it is not. */
export function checkoutCommand(engine: () => Engine): Command {
  return new Command('checkout')
    .description('buy books and wait until the order is settled')
    .option(
      '--total <usd>',
      'whole dollars the basket shall cost; above 500 the bank reviews it',
      wholeDollars,
    )
    .addOption(
      new Option('--card <card>', 'the test card to pay with')
        .choices(Object.keys(CARDS))
        .default('approved'),
    )
    .option('--json', 'print the result as JSON')
    .addHelpText('after', '\nExample:\n  $ npx lab checkout --total 501')
    .action(async ({ total, card, json }: Flags) => {
      const { storefront } = await engine().addresses();
      const result = await driveCheckout(storefront, {
        card,
        ...(total === undefined ? {} : { totalUsd: total }),
      });
      if (json) {
        console.log(JSON.stringify(result));
      } else {
        const order = result.orderId ? `Order ${result.orderId}` : `Not accepted (HTTP ${result.httpStatus})`;
        console.log(`${order}: ${result.outcome} after ${(result.durationMs / 1_000).toFixed(1)} s`);
        if (result.traceId) console.log(`See its trace: npx lab trace ${result.traceId}`);
      }
      if (result.orderId === null || result.outcome === 'pending') process.exitCode = 1;
    });
}

function wholeDollars(text: string): number {
  const usd = Number(text);
  if (Number.isInteger(usd) && usd >= 1 && usd <= MAX_USD) return usd;
  throw new InvalidArgumentError(`Whole dollars from 1 to ${MAX_USD}, please.`);
}
