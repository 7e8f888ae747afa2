import { requireBinary } from '../binaries/require-binary.ts';
import type { LabContext } from '../lab-context.ts';
import { deployed } from './deployed.ts';
import type { CompanyProcess } from './in-company.ts';
import { loopback } from './loopback.ts';

/** Chosen by the system: nobody asks there. */
const ANY_PORT = '127.0.0.1:0';

/** A Jaeger with its traces in memory, which starts and ends with the Collector that sends to it. */
export function trialJaeger(context: LabContext): CompanyProcess {
  return {
    file: requireBinary('jaeger'),
    args: ['jaeger', 'trial'].flatMap((name) => ['--config', deployed('jaeger', `${name}.yaml`)]),
    env: {
      GOMEMLIMIT: '150MiB',
      JAEGER_HTTP_ENDPOINT: loopback(context, 'trial-jaeger'),
      JAEGER_OTLP_ENDPOINT: loopback(context, 'trial-jaeger-otlp'),
      JAEGER_OTLP_HTTP_ENDPOINT: loopback(context, 'trial-jaeger-otlp-http'),
      JAEGER_GRPC_ENDPOINT: ANY_PORT,
      JAEGER_HEALTH_ENDPOINT: ANY_PORT,
      JAEGER_METRICS_HOST: '127.0.0.1',
      JAEGER_METRICS_PORT: '0',
      JAEGER_DATA: context.paths.data('trial-jaeger'),
    },
  };
}

/** Where the Collector finds it, by the names that deploy/collector/trial-jaeger asks for. */
export function trialJaegerEndpoints(context: LabContext): NodeJS.ProcessEnv {
  return {
    TRIAL_JAEGER_OTLP: loopback(context, 'trial-jaeger-otlp'),
    TRIAL_JAEGER_OTLP_HTTP: `http://${loopback(context, 'trial-jaeger-otlp-http')}`,
    TRIAL_JAEGER_PAGE: loopback(context, 'trial-jaeger'),
  };
}
