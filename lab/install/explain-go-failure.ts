import { relative } from 'node:path';
import { LabError } from '../engine/lab-error.ts';
import { REPOSITORY } from '../engine/local/home-paths.ts';
import type { Source } from './sources.ts';

type Explanation = {
  when: RegExp;
  explain: (source: Source, match: RegExpExecArray, text: string) => LabError;
};

const EXPLANATIONS: Explanation[] = [
  { when: /(?:verifying (\S+@\S+)|(\S+@\S+): verifying \S+): checksum mismatch/, explain: wrongChecksum },
  {
    when: /missing go\.sum entry for (?:module providing package )?(\S+)|updates to go\.mod needed/,
    explain: incompleteChecksums,
  },
  { when: /no space left on device|disk quota exceeded/i, explain: diskFull },
  { when: /signal: killed|cannot allocate memory|out of memory/, explain: outOfMemory },
  {
    when: /no such host|connection refused|connection reset|network is unreachable|i\/o timeout|disabled by GOPROXY|TLS handshake|proxyconnect|deadline exceeded|server misbehaving|reading https?:\S+: \d{3}/,
    explain: noNetwork,
  },
];

/** What a failed run of Go means to the learner, from the lines it printed. */
export function explainGoFailure(source: Source, lines: string[]): LabError {
  const text = lines.join('\n');
  for (const { when, explain } of EXPLANATIONS) {
    const match = when.exec(text);
    if (match) return explain(source, match, text);
  }
  const last = lines.filter((line) => !line.startsWith('go: downloading ')).slice(-6);
  return new LabError(`Go could not build ${source.part}:\n  ${last.join('\n  ')}`, {
    next: [`npx lab install ${source.part}   (goes on where it stopped)`],
  });
}

function wrongChecksum(source: Source, match: RegExpExecArray, text: string): LabError {
  const sums = sumsFile(source);
  const module = match[1] ?? match[2];
  const [downloaded, expected] = [/downloaded: (\S+)/, /go\.sum:\s+(\S+)/].map((sum) => sum.exec(text)?.[1]);
  const detail = downloaded && expected ? `\n  downloaded: ${downloaded}\n  expected:   ${expected}` : '';
  return new LabError(
    `${source.part} is not built: ${module} is not what ${sums} says it must be.${detail}`,
    {
      next: [
        `git diff ${sums}   (was the file changed? git checkout ${sums} puts it right)`,
        'go env GOPROXY   (unchanged: then this proxy, or Go’s module cache, holds something else; do not use it)',
      ],
    },
  );
}

function incompleteChecksums(source: Source, match: RegExpExecArray): LabError {
  return new LabError(`${source.part} is not built: ${sumsFile(source)} is incomplete: ${match[0]}.`, {
    next: [`git checkout ${relative(REPOSITORY, source.folder)}`, `npx lab install ${source.part}`],
  });
}

function diskFull(source: Source, _match: RegExpExecArray, text: string): LabError {
  const where = /(\/\S+): (?:no space|disk quota)/.exec(text)?.[1];
  return new LabError(`The disk is full${where ? ` (${where})` : ''}: ${source.part} is not built.`, {
    next: [
      'df -h "$(go env GOCACHE)" "$(go env GOMODCACHE)"',
      `make room, then: npx lab install ${source.part}   (goes on where it stopped)`,
    ],
  });
}

function outOfMemory(source: Source): LabError {
  const needed = `${(source.peakMegabytes / 1_000).toFixed(1)} GB`;
  return new LabError(
    `${source.part} is not built: the machine ran out of memory; one compiler takes up to ${needed}.`,
    {
      next: [
        'npx lab down   (frees what the lab uses)',
        `GOFLAGS=-p=1 npx lab install ${source.part}   (one compiler at a time)`,
      ],
    },
  );
}

function noNetwork(source: Source, _match: RegExpExecArray, text: string): LabError {
  const line = text.split('\n').find((each) => EXPLANATIONS.at(-1)?.when.test(each)) ?? '';
  return new LabError(`Go could not fetch what ${source.part} is built from:\n  ${line.trim()}`, {
    next: [
      'go env GOPROXY   (is it reachable from here?)',
      `npx lab install ${source.part}   (goes on where it stopped)`,
    ],
  });
}

function sumsFile(source: Source): string {
  return relative(REPOSITORY, `${source.folder}/go.sum`);
}
