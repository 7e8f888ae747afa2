import { Command } from 'commander';
import { checkoutCommand } from './commands/checkout.ts';
import { doctorCommand } from './commands/doctor.ts';
import { downCommand } from './commands/down.ts';
import { installCommand } from './commands/install.ts';
import { loadCommand } from './commands/load.ts';
import { logsCommand } from './commands/logs.ts';
import { statusCommand } from './commands/status.ts';
import { traceCommand } from './commands/trace.ts';
import { upCommand } from './commands/up.ts';
import { verifyCommand } from './commands/verify.ts';
import { chooseEngine } from './engine/choose-engine.ts';
import { openEngine } from './engine/open-engine.ts';
import { endOnClosedPipe, reportError } from './terminal/report-error.ts';

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
  verifyCommand(),
];
for (const command of [program, ...commands])
  command.exitOverride().showHelpAfterError('(--help shows the options)');
for (const command of commands) program.addCommand(command);

endOnClosedPipe();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}
