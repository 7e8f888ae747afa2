import pino from 'pino';
import { type DeskConfig, readConfig } from './config.ts';
import { createDesk } from './create-desk.ts';
import { deskApp } from './http/desk-app.ts';
import { listen } from './http/listen.ts';
import { LearnerWorkbook } from './workbook/learner-workbook.ts';
import { readOnlyWorkbook } from './workbook/read-only-workbook.ts';
import type { Workbook } from './workbook/workbook.ts';

function configOrExit(): DeskConfig {
  try {
    return readConfig(process.env);
  } catch (error) {
    return exit(
      `The desk cannot start with this environment. ${error instanceof Error ? error.message : error}`,
    );
  }
}

function exit(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function openWorkbook({ root, workbook }: DeskConfig): Workbook {
  if (workbook === 'read-only') {
    const state = readOnlyWorkbook(root);
    desk.events.tellWorkbook(state.state());
    return state;
  }
  return new LearnerWorkbook(root, {
    onState: (state) => desk.events.tellWorkbook(state),
    unreadMs: () => desk.events.workbookUnreadMs,
  });
}

const config = configOrExit();
const logger = pino({ level: config.logLevel, base: { service: 'desk' } });
const desk = createDesk(config.maxBytes, config.shopUrl);
const workbook = openWorkbook(config);
desk.events.onWorkbookReader(() => workbook.look());
const { hostNames, root, stored } = config;
const app = deskApp({ desk, workbook, logger, hostNames, root, stored });
const server = await listen(app, config.port, config.host, desk.counters).catch(
  (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EADDRINUSE')
      return exit(`The desk cannot listen on ${config.host}:${config.port}: ${error.message}.`);
    return exit(
      `Port ${config.port} is taken: another program listens there. Stop it, or start the desk with another PORT.`,
    );
  },
);
logger.info({ address: server.address() }, 'desk listening');

// There is nothing to drain: telemetry is already in memory or it is lost. Only a command that runs must not be left alone.
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, async () => {
    await workbook.close();
    desk.events.close();
    logger.info({ received: desk.counters.received }, 'desk stopped');
    process.exit(0);
  });
}
