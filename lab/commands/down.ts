import { Command } from 'commander';
import type { Engine } from '../engine/engine.ts';
import { describeCaches } from '../install/describe-caches.ts';

/** `lab down`: ends every process of the lab. Data stays, unless `--purge`. */
export function downCommand(engine: () => Engine): Command {
  return new Command('down')
    .description('stop the lab; its data stays')
    .option('--purge', 'also remove its data, logs and passwords; what you wrote in chapters is kept')
    .addHelpText('after', '\nExample:\n  $ npx lab down')
    .action(async ({ purge = false }: { purge?: boolean }) => {
      const { stopped, orphansEnded, removed, kept, remains } = await engine().down({
        purge,
        onProgress: (line) => console.error(`stopping ${line}`),
      });
      if (stopped.length > 0) console.log('The lab is stopped.');
      else if (orphansEnded === 0) console.log('The lab was not running.');
      if (orphansEnded > 0) console.log(`Ended ${orphansEnded} processes that a killed supervisor had left.`);
      for (const folder of removed) console.log(`Removed ${folder}`);
      for (const folder of kept) console.log(`Kept ${folder}: what you wrote`);
      if (remains) console.log(remains);
      if (purge) for (const line of describeCaches()) console.log(line);
    });
}
