import { Command } from 'commander';
import { answerCommand } from './commands/answer.ts';
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

/** All that can be typed after `lab`. What cannot be parsed is thrown as a CommanderError. */
export function createProgram(): Command {
  const program = new Command('lab')
    .description('Bookstore Tracing Lab: a small shop whose every checkout is one trace')
    .usage('<command> [options]')
    .configureHelp({ showGlobalOptions: true })
    .showSuggestionAfterError(true)
    .addHelpText(
      'after',
      '\nExample:\n  $ npx lab up\n\nExit codes: 0 right, 1 wrong, 2 usage, 3 the lab itself is not well',
    );
  const commands = [
    upCommand(chooseEngine),
    downCommand(openEngine),
    statusCommand(openEngine),
    logsCommand(openEngine),
    doctorCommand(),
    installCommand(),
    checkoutCommand(openEngine),
    traceCommand(openEngine),
    loadCommand(openEngine),
    incidentCommand(openEngine),
    verifyCommand(),
    listCommand(),
    startCommand(openEngine),
    checkCommand(openEngine),
    watchCommand(openEngine),
    hintCommand(),
    answerCommand(openEngine),
    solveCommand(openEngine),
    resetCommand(openEngine),
    newChapterCommand(),
  ];
  for (const command of [program, ...commands])
    command.exitOverride().showHelpAfterError('(--help shows the options)');
  for (const command of commands) program.addCommand(command);
  return program;
}
