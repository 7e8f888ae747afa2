import { z } from 'zod';
import { homePaths } from '../../lab/engine/local/home-paths.ts';
import { readJson } from '../../lab/engine/local/read-json.ts';

/** Where the Collector of the lab at `home` takes OTLP over HTTP: its addresses have the one for gRPC. */
export function collectorHttp(home?: string): string {
  const ports = readJson(homePaths(home).ports, z.looseObject({ 'collector-http': z.number() }));
  if (!ports) throw new Error('the lab has no ports yet');
  return `http://127.0.0.1:${ports['collector-http']}`;
}
