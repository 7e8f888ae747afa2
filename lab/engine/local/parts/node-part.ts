import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { readChapterEnv } from '../../chapter-env.ts';
import type { PartName } from '../../engine.ts';
import { packageVersion } from '../../package-version.ts';
import { REPOSITORY } from '../home-paths.ts';
import type { LabContext } from '../lab-context.ts';
import type { PartDefinition, ProcessName } from './part-definition.ts';
import { probeHttp } from './probe-http.ts';
import { telemetryEnvironment } from './telemetry-environment.ts';

// Left alone, V8 lets the heap of a busy service grow to three times what it needs.
const HEAP_LIMITS = ['--max-old-space-size=160', '--max-semi-space-size=8'];

export type NodePartOptions = {
  main: string;
  traced: boolean;
  uses: ProcessName[];
  watches: string[];
  prepare: () => Promise<void>;
  env: () => NodeJS.ProcessEnv;
};

/** One of our own Node processes: a service of the Bookstore, or the desk. */
export function nodePart(context: LabContext, name: PartName, options: NodePartOptions): PartDefinition {
  const port = () => context.ports.get(name);
  const preload = options.traced ? ['--import', fileUrl('services/shared/telemetry.ts')] : [];
  return {
    name,
    ports: [name],
    uses: options.uses,
    after: [],
    watches: options.watches,
    prepareLimitMs: 10_000,
    startLimitMs: 60_000,
    stopSignal: 'SIGTERM',
    // The services give themselves ten seconds to drain.
    stopLimitMs: 12_000,
    prepare: options.prepare,
    command: () => ({
      file: process.execPath,
      args: [...HEAP_LIMITS, ...preload, join(REPOSITORY, options.main)],
      env: {
        ...process.env,
        // Kept, the stripped and compiled sources save each process a third of its start and 16 MB.
        NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? context.paths.compileCache,
        LOG_LEVEL: process.env.LOG_LEVEL ?? 'info',
        ...options.env(),
        ...(name === 'desk' ? {} : chapterVariables()),
        ...(options.traced ? telemetryEnvironment(context, name, packageVersion()) : {}),
        PORT: String(port()),
        LISTEN_HOST: '127.0.0.1',
      },
      cwd: REPOSITORY,
    }),
    probe: (pid) => probeHttp(port(), pid),
    address: () => `http://127.0.0.1:${port()}`,
    version: packageVersion,
  };
}

// A chapter's preload comes after the learner's own: neither replaces the other.
function chapterVariables(): NodeJS.ProcessEnv {
  const chapter = readChapterEnv();
  const nodeOptions = [process.env.NODE_OPTIONS, chapter.NODE_OPTIONS].filter(Boolean).join(' ');
  return { ...chapter, ...(nodeOptions ? { NODE_OPTIONS: nodeOptions } : {}) };
}

// --import takes a URL: a path with a space or a percent sign would be read as another one.
function fileUrl(path: string): string {
  return pathToFileURL(join(REPOSITORY, path)).href;
}
