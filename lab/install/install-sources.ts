import { statSync } from 'node:fs';
import { join } from 'node:path';
import { binaryCache } from '../engine/local/binaries/binary-cache.ts';
import { type BuildStep, buildSource } from './build-source.ts';
import { claimCache } from './claim-cache.ts';
import { describeStep, inWords } from './describe-step.ts';
import { requireGo } from './require-go.ts';
import type { Source } from './sources.ts';
import { surveySource } from './survey-source.ts';

/** Where progress goes: `show` replaces what it showed before, `line` stays. */
export type InstallDisplay = { show: (text: string) => void; line: (text: string) => void };

/** Which of the sources are to be built: something is missing, or the lab's own build is of another version. */
export function sourcesToBuild(sources: Source[]): Source[] {
  return sources.filter((source) => {
    const found = surveySource(source);
    const own = found.filter(({ from }) => from === 'the lab’s cache');
    return found.length < source.programs.length || own.some(({ pinned }) => !pinned);
  });
}

/**
 * Builds what is missing of these sources, one after the other, into the lab's cache. Throws LabError; an abort of
 * `signal` leaves finished parts in place and nothing half-made.
 */
export async function installSources(
  sources: Source[],
  display: InstallDisplay,
  signal: AbortSignal,
): Promise<void> {
  if (sources.length === 0) return;
  const go = requireGo(sources);
  if (go.fetches) display.line(`Go ${go.version} fetches Go ${go.fetches} first, as go.mod asks for it.`);
  const claim = await claimCache(display.show, signal);
  try {
    // Looked at again: another lab install may have built it while this one waited.
    const missing = sourcesToBuild(sources);
    for (const [index, source] of missing.entries()) {
      const later = missing.slice(index + 1);
      display.line(`${source.part} ${source.version}: building (${index + 1} of ${missing.length})`);
      await buildWithProgress(source, later, { go: go.path, staging: claim.staging, display, signal });
    }
  } finally {
    claim.release();
  }
}

type Surroundings = { go: string; staging: string; display: InstallDisplay; signal: AbortSignal };

async function buildWithProgress(source: Source, later: Source[], around: Surroundings): Promise<void> {
  const { go, staging, display, signal } = around;
  const startedAt = Date.now();
  let step: { at: number; is: BuildStep } = { at: startedAt, is: { doing: 'fetching', modules: 0 } };
  const show = () => display.show(describeStep(source, step.is, (Date.now() - step.at) / 1_000, later));
  // The time left also moves while Go works on one big package.
  const tick = setInterval(show, 1_000);
  const onStep = (is: BuildStep) => {
    step = { at: is.doing === step.is.doing ? step.at : Date.now(), is };
    show();
  };
  try {
    await buildSource(source, { go, staging, onStep, signal });
  } finally {
    clearInterval(tick);
  }
  const took = inWords((Date.now() - startedAt) / 1_000);
  for (const { name } of source.programs) {
    const path = join(binaryCache(), name);
    display.line(`${name} ${source.version}: ready after ${took}, ${megabytes(path)} MB, ${path}`);
  }
}

function megabytes(path: string): number {
  return Math.round(statSync(path).size / 1e6);
}
