import { join } from 'node:path';
import type { BinaryName } from '../engine/local/binaries/find-binary.ts';
import { REPOSITORY } from '../engine/local/home-paths.ts';

/** One part that `lab install` builds from Go modules: what, from where, and what that cost when it was measured. */
export type Source = {
  part: 'victoria-logs' | 'prometheus' | 'collector' | 'jaeger';
  /** Folder with the go.mod and the go.sum that pin everything. */
  folder: string;
  /** What a build says when it is asked for its version. */
  version: string;
  /** Each program is named after the last element of its package, as `go build -o folder/` does it. */
  programs: { name: BinaryName; package: string }[];
  /** Build tags: what is left out. */
  tags?: string[];
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
    part: 'victoria-logs',
    folder: folderOf('victoria-logs'),
    version: '1.52.2',
    programs: [
      { name: 'victoria-logs', package: 'github.com/VictoriaMetrics/VictoriaLogs/app/victoria-logs' },
    ],
    ldflags: ['-X github.com/VictoriaMetrics/VictoriaMetrics/lib/buildinfo.Version=victoria-logs-v1.52.2'],
    seconds: 30,
    binaryMegabytes: 15,
    peakMegabytes: 500,
  },
  {
    part: 'prometheus',
    folder: folderOf('prometheus'),
    version: '3.15.0',
    programs: [
      { name: 'prometheus', package: 'github.com/prometheus/prometheus/cmd/prometheus' },
      { name: 'promtool', package: 'github.com/prometheus/prometheus/cmd/promtool' },
    ],
    // No service discovery but files and fixed addresses: the lab needs no other, and it is three quarters of the build.
    tags: ['remove_all_sd'],
    ldflags: ['-X github.com/prometheus/common/version.Version=3.15.0'],
    seconds: 130,
    binaryMegabytes: 100,
    peakMegabytes: 1_000,
  },
  {
    part: 'collector',
    folder: folderOf('otelcol-contrib'),
    version: '0.159.0',
    programs: [{ name: 'otelcol-contrib', package: '.' }],
    ldflags: [],
    seconds: 150,
    binaryMegabytes: 80,
    peakMegabytes: 1_500,
  },
  {
    part: 'jaeger',
    folder: folderOf('jaeger'),
    version: '1.76.0',
    programs: [{ name: 'jaeger', package: 'github.com/jaegertracing/jaeger/cmd/jaeger' }],
    ldflags: ['-X github.com/jaegertracing/jaeger/internal/version.latestVersion=v1.76.0'],
    seconds: 260,
    binaryMegabytes: 85,
    peakMegabytes: 2_200,
  },
];

function folderOf(name: string): string {
  return join(REPOSITORY, 'deploy', 'local', name);
}
