import type { Engine, PartName } from '../engine/engine.ts';
import type { Chapter, Stage } from './chapter.ts';
import { driveCheckouts, type SettledCheckout } from './drive-checkouts.ts';
import type { Driven } from './gather-evidence.ts';
import { peekMessages } from './peek-messages.ts';

/** What was driven, and the parts that the chapter itself restarted for it. */
export type Drive = Driven & { meant: Set<PartName> };

/** Drives what the chapter wants, and watches the broker meanwhile. Throws LabError when the shop or the broker does not answer. */
export async function runDrive(
  engine: Engine,
  { drive = {} }: Pick<Chapter, 'drive'>,
  say: (line: string) => void,
): Promise<Drive> {
  const { storefront, rabbitmq } = await engine.addresses();
  const peek = await peekMessages(rabbitmq);
  const checkouts: SettledCheckout[] = [];
  const meant = new Set<PartName>();
  const sinceMs = Date.now();
  const stage: Stage = {
    engine: noting(engine, meant),
    checkouts: async (wishes, meanwhile) => {
      const settled = await driveCheckouts(storefront, wishes, meanwhile);
      checkouts.push(...settled);
      return settled;
    },
    say,
  };
  try {
    await (typeof drive === 'function' ? drive(stage) : stage.checkouts(drive));
    return { checkouts, sinceMs, messages: peek.messages, meant };
  } finally {
    await peek.close();
  }
}

/** The engine, noting which parts are restarted on purpose. */
function noting(engine: Engine, meant: Set<PartName>): Engine {
  const note =
    <A extends [PartName, ...unknown[]], R>(act: (...given: A) => R) =>
    (...given: A): R => {
      meant.add(given[0]);
      return act(...given);
    };
  return {
    ...engine,
    restart: note(engine.restart),
    kill: note(engine.kill),
    stop: note(engine.stop),
    start: note(engine.start),
  };
}
