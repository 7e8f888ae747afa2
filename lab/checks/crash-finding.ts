import type { PartStatus } from '../engine/engine.ts';
import type { Finding } from './finding.ts';

/** What is said of a part that does not run, or does not go on running, with the learner's file (its path in the repository). */
export function crashFinding(part: PartStatus, path: string): Finding {
  const why = part.lastExit ?? part.detail ?? 'it does not become ready';
  return {
    diagnosis: part.name === 'collector' ? 'configuration-rejected' : 'service-crashed',
    expected: `${part.name} runs with ${path} as you saved it.`,
    found: `${part.name} does not run: ${why}`,
    look: `${path}, and npx lab logs ${part.name}`,
    traceIds: [],
  };
}
