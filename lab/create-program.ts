import { Command } from 'commander';
import { answerCommand } from './commands/answer.ts';
import { applyCommand } from './commands/apply.ts';
import { checkCommand } from './commands/check.ts';
import { checkoutCommand } from './commands/checkout.ts';
import { doctorCommand } from './commands/doctor.ts';
import { downCommand } from './commands/down.ts';
import { hintCommand } from './commands/hint.ts';
import { incidentCommand } from './commands/incident.ts';
import { installCommand } from './commands/install.ts';
import { listCommand } from './commands/list.ts';
import { loadCommand } from './commands/load.ts';
import { logsCommand } from './commands/logs.ts';
import { newChapterCommand } from './commands/new-chapter.ts';
import { resetCommand } from './commands/reset.ts';
import { solveCommand } from './commands/solve.ts';
import { startCommand } from './commands/start.ts';
import { statusCommand } from './commands/status.ts';
import { traceCommand } from './commands/trace.ts';
import { upCommand } from './commands/up.ts';
import { verifyCommand } from './commands/verify.ts';
import { watchCommand } from './commands/watch.ts';
import { chooseEngine } from './engine/choose-engine.ts';
import { openEngine } from './engine/open-engine.ts';
import { packageVersion } from './engine/package-version.ts';

/** All that can be typed after `lab`. What cannot be parsed is thrown as a CommanderError. */
export function createProgram(): Command {
  const program = answering(new Command('lab'))
    .description('Bookstore Tracing Lab: a small shop whose every checkout is one trace')
    .usage('<command> [options]')
    .version(packageVersion())
    .commandsGroup('The lab:')
    .helpCommand('help [command]', 'show the options of a command')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .addHelpText(
      'after',
      '\nExample:\n  $ npx lab up\n\nExit codes: 0 right, 1 wrong, 2 usage, 3 the lab itself is not well',
    );
  for (const [group, commands] of Object.entries(commandGroups()))
    for (const command of commands) program.addCommand(answering(command).helpGroup(group));
  return program;
}

function commandGroups(): Record<string, Command[]> {
  return {
    'The lab:': [
      upCommand(chooseEngine),
      downCommand(openEngine),
      statusCommand(openEngine),
      applyCommand(openEngine),
      logsCommand(openEngine),
      doctorCommand(),
      installCommand(),
    ],
    'The shop:': [checkoutCommand(openEngine), traceCommand(openEngine), loadCommand(openEngine)],
    'The chapters:': [
      listCommand(),
      startCommand(openEngine),
      checkCommand(openEngine),
      watchCommand(openEngine),
      hintCommand(),
      answerCommand(openEngine),
      solveCommand(openEngine),
      resetCommand(openEngine),
      incidentCommand(openEngine),
    ],
    'For teachers:': [verifyCommand(), newChapterCommand()],
  };
}

// Says what is wrong with a command line instead of ending the process.
function answering(command: Command): Command {
  return command.exitOverride().showHelpAfterError('(--help shows the options)');
}
