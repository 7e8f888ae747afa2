import { join } from 'node:path';
import type { BinaryName } from '../engine/local/binaries/find-binary.ts';
import { REPOSITORY } from '../engine/local/home-paths.ts';

/** One part that `lab install` builds from Go modules: what, from where, and what that cost when it was measured. */
export type Source = {
  part: 'k6' | 'prometheus' | 'tempo' | 'loki' | 'collector';
  /** Folder with the go.mod and the go.sum that pin everything. */
  folder: string;
  /** What `--version` of a build says. */
  version: string;
  /** Each program is named after the last element of its package, as `go build -o folder/` does it. */
  programs: { name: BinaryName; package: string }[];
  ldflags: string[];
  /** Seconds of a build with empty caches on two idle cores. */
  seconds: number;
  binaryMegabytes: number;
  /** Memory of the largest single compiler or linker. */
  peakMegabytes: number;
};

/** In the order in which they are built: the quickest first, so that there is soon something to use. */
export const SOURCES: Source[] = [
  {
    part: 'k6',
    folder: folderOf('k6'),
    version: '2.2.0',
    programs: [{ name: 'k6', package: 'go.k6.io/k6/v2' }],
    ldflags: [],
    seconds: 120,
    binaryMegabytes: 47,
    peakMegabytes: 630,
  },
  {
    part: 'prometheus',
    folder: folderOf('prometheus'),
    version: '3.15.0',
    programs: [
      { name: 'prometheus', package: 'github.com/prometheus/prometheus/cmd/prometheus' },
      { name: 'promtool', package: 'github.com/prometheus/prometheus/cmd/promtool' },
    ],
    ldflags: ['-X github.com/prometheus/common/version.Version=3.15.0'],
    seconds: 450,
    binaryMegabytes: 189,
    peakMegabytes: 3_300,
  },
  {
    part: 'tempo',
    folder: folderOf('tempo'),
    version: 'main-87c2dc380cec',
    programs: [{ name: 'tempo', package: 'github.com/grafana/tempo/cmd/tempo' }],
    ldflags: ['-X main.Version=main-87c2dc380cec'],
    seconds: 300,
    binaryMegabytes: 101,
    peakMegabytes: 1_460,
  },
  {
    part: 'loki',
    folder: folderOf('loki'),
    version: '3.7.8',
    programs: [{ name: 'loki', package: 'github.com/grafana/loki/v3/cmd/loki' }],
    ldflags: ['-X github.com/grafana/loki/v3/pkg/util/build.Version=3.7.8'],
    seconds: 420,
    binaryMegabytes: 157,
    peakMegabytes: 2_300,
  },
  {
    part: 'collector',
    folder: folderOf('otelcol-contrib'),
    version: '0.159.0',
    programs: [{ name: 'otelcol-contrib', package: '.' }],
    ldflags: [],
    seconds: 600,
    binaryMegabytes: 172,
    peakMegabytes: 3_400,
  },
];

function folderOf(name: string): string {
  return join(REPOSITORY, 'deploy', 'local', name);
}
