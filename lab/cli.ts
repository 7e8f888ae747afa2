import { openLearner } from './chapters/open-learner.ts';
import { createProgram } from './create-program.ts';
import { openEngine } from './engine/open-engine.ts';
import { undoAbandonedIncident } from './incident/undo-incident.ts';
import { endOnClosedPipe, reportError } from './terminal/report-error.ts';

const program = createProgram();

// These neither change the shop nor judge it.
const ASIDE = ['down', 'doctor', 'logs', 'install', 'incident', 'verify'];
program.hook('preAction', async (_program, command) => {
  if (!ASIDE.includes(command.name())) await undoAbandonedIncident(openLearner(), openEngine);
});

endOnClosedPipe();
try {
  await program.parseAsync();
} catch (error) {
  process.exitCode = reportError(error);
}
