import { Command } from 'commander';
import { editedParts } from '../checks/edited-parts.ts';
import { partsOf } from '../checks/examine-platform.ts';
import type { Engine, PartName } from '../engine/engine.ts';
import { REPOSITORY } from '../engine/local/home-paths.ts';
import { partName } from '../terminal/part-name.ts';

/** `lab apply`: has a running lab take over what was saved, where it does not by itself. */
export function applyCommand(engine: () => Engine): Command {
  return new Command('apply')
    .description(
      'start parts anew with what is saved: code, configuration; without a name: those that were edited',
    )
    .argument('[part...]', 'which ones', (text: string, before: PartName[] = []) => [
      ...before,
      partName(text),
    ])
    .addHelpText(
      'after',
      '\nIn a cluster nothing notices a saved file: `lab check` applies what it is about, this command the rest.\n\nExample:\n  $ npx lab apply\n  $ npx lab apply orders collector',
    )
    .action(async (named: PartName[] = []) => {
      const running = engine();
      const parts = named.length > 0 ? named : await editedParts(partsOf(await running.status()), REPOSITORY);
      if (parts.length === 0) {
        console.log('Every part runs with what is saved. To start one anew all the same, name it.');
        return;
      }
      const startedMs = performance.now();
      console.error(`starting ${parts.join(', ')} anew with what is saved`);
      await running.apply(parts);
      console.log(`Done in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s.`);
    });
}
