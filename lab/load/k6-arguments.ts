import type { K6 } from './find-k6.ts';
import type { LoadFiles } from './load-files.ts';
import type { LoadPlan } from './plan-load.ts';

const POINTS_IN_REPORT = 60;
const SLOWEST_REPORT_S = 10;

export type K6Call = { arguments: string[]; environment: NodeJS.ProcessEnv };

/**
 * How k6 is called: its report, summary and progress (on `apiAddress`), and its own metrics by OTLP where a Collector runs
 * at `collectorUrl`.
 */
export function k6Call(
  k6: K6,
  script: string,
  scriptEnvironment: string[],
  { plan, files, apiAddress, collectorUrl }: K6Surroundings,
): K6Call {
  const period = Math.min(SLOWEST_REPORT_S, Math.max(1, Math.round(plan.seconds / POINTS_IN_REPORT)));
  const outputs = [`web-dashboard=export=${files.report}&port=-1&period=${period}s`];
  // k6 2 has given the output its final name.
  if (collectorUrl) outputs.push(k6.major >= 2 ? 'opentelemetry' : 'experimental-opentelemetry');
  return {
    arguments: [
      'run',
      ...['--quiet', '--no-color', '--no-usage-report', '--log-format', 'raw'],
      ...['--address', apiAddress],
      ...['--summary-export', files.summary],
      ...outputs.flatMap((output) => ['--out', output]),
      ...scriptEnvironment,
      script,
    ],
    environment: {
      ...process.env,
      K6_AUTO_EXTENSION_RESOLUTION: 'false', // it asks the internet
      ...(collectorUrl ? otlpEnvironment(collectorUrl) : {}),
    },
  };
}

type K6Surroundings = {
  plan: LoadPlan;
  files: LoadFiles;
  apiAddress: string;
  collectorUrl: string | undefined;
};

function otlpEnvironment(collectorUrl: string): NodeJS.ProcessEnv {
  return {
    K6_OTEL_GRPC_EXPORTER_ENDPOINT: new URL(collectorUrl).host,
    K6_OTEL_GRPC_EXPORTER_INSECURE: 'true',
    K6_OTEL_METRIC_PREFIX: 'k6_',
    K6_OTEL_EXPORT_INTERVAL: '5s',
    K6_OTEL_SERVICE_NAME: 'k6',
  };
}
