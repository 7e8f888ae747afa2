import { Argument, Command, InvalidArgumentError } from 'commander';
import type { Engine } from '../engine/engine.ts';
import { describeLoad } from '../load/describe-load.ts';
import { K6_BY_DOCKER } from '../load/explain-missing-k6.ts';
import { findK6 } from '../load/find-k6.ts';
import { listScenarios, type Scenario } from '../load/list-scenarios.ts';
import { parseLength, parseRate } from '../load/load-limits.ts';
import { loadShop } from '../load/load-shop.ts';
import { showLoadProgress } from '../load/show-load-progress.ts';
import { alignColumns } from '../terminal/align-columns.ts';
import { nearestName } from '../terminal/nearest-name.ts';

type Flags = { rate?: number; for?: number };

/** `lab load NAME`: sends the shop many customers with k6. Exit code 1 when a threshold of the scenario was crossed. */
export function loadCommand(engine: () => Engine): Command {
  return new Command('load')
    .description('send the shop many customers (k6); without a name: list the scenarios')
    .addArgument(new Argument('[scenario]', 'what the customers do').argParser(scenarioNamed))
    .option('--rate <count>', 'customers a second, at the highest', parseRate)
    .option('--for <time>', 'how long, such as 30s or 5m', parseLength)
    .addHelpText(
      'after',
      `\nExample:\n  $ npx lab load steady --rate 20 --for 2m\n\nCtrl-C ends it early, with its summary.\nWithout a k6 of your own, by Docker:\n  $ ${K6_BY_DOCKER}`,
    )
    .action(async (scenario: Scenario | undefined, flags: Flags) => {
      if (scenario) process.exitCode = await load(engine(), scenario, flags);
      else console.log(listOf(listScenarios()));
    });
}

async function load(engine: Engine, scenario: Scenario, { rate, for: seconds }: Flags): Promise<0 | 1> {
  const addresses = await engine.addresses();
  const display = showLoadProgress();
  const k6 = await findK6(display.line);
  const wish = {
    ...(rate === undefined ? {} : { perSecond: rate }),
    ...(seconds === undefined ? {} : { seconds }),
  };
  const result = await loadShop(k6, scenario, addresses, wish, display.show).finally(display.end);
  console.log(describeLoad(scenario.name, result));
  return result.held ? 0 : 1;
}

function scenarioNamed(text: string): Scenario {
  const scenarios = listScenarios();
  const scenario = scenarios.find(({ name }) => name === text);
  if (scenario) return scenario;
  const names = scenarios.map(({ name }) => name);
  const nearest = nearestName(text, names);
  throw new InvalidArgumentError(nearest ? `Did you mean ${nearest}?` : `There are ${names.join(', ')}.`);
}

function listOf(scenarios: Scenario[]): string {
  return [
    alignColumns(scenarios.map(({ name, about }) => [name, about])),
    '',
    'Next: npx lab load smoke   (--rate and --for change how much)',
  ].join('\n');
}
