import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LabError } from '../../lab-error.ts';
import { requireBinary } from '../binaries/require-binary.ts';
import type { LabContext } from '../lab-context.ts';
import { binaryPart } from './binary-part.ts';
import { deployed } from './deployed.ts';
import { loopback } from './loopback.ts';
import type { PartDefinition } from './part-definition.ts';
import { storesOf } from './stores-of.ts';

/** Grafana, which shows what the others store. */
export function grafanaPart(context: LabContext): PartDefinition {
  const folder = context.paths.data('grafana');
  return binaryPart(context, {
    name: 'grafana',
    binary: 'grafana',
    ports: ['grafana'],
    uses: [...storesOf(context).filter((name) => name !== 'grafana'), 'prometheus'],
    readyUrl: () => `http://${loopback(context, 'grafana')}/api/health`,
    args: () => ['server', '--homepath', grafanaHome(requireBinary('grafana'))],
    env: () => ({
      GF_SERVER_HTTP_ADDR: '127.0.0.1',
      GF_SERVER_HTTP_PORT: String(context.ports.get('grafana')),
      GF_PATHS_DATA: folder,
      GF_PATHS_LOGS: join(folder, 'log'),
      GF_PATHS_PLUGINS: join(folder, 'plugins'),
      GF_PATHS_PROVISIONING: deployed('grafana', 'provisioning'),
      GF_AUTH_ANONYMOUS_ENABLED: 'true',
      // Whoever may look may also ask: Explore is for editors.
      GF_AUTH_ANONYMOUS_ORG_ROLE: 'Editor',
      GF_AUTH_DISABLE_LOGIN_FORM: 'true',
      GF_ANALYTICS_REPORTING_ENABLED: 'false',
      GF_ANALYTICS_CHECK_FOR_UPDATES: 'false',
      GF_ANALYTICS_CHECK_FOR_PLUGIN_UPDATES: 'false',
      GF_PLUGINS_PREINSTALL_DISABLED: 'true',
      DASHBOARDS_PATH: deployed('grafana', 'dashboards'),
      ...storeUrls(context),
      PROMETHEUS_URL: `http://${loopback(context, 'prometheus')}`,
    }),
  });
}

/** The data sources of stores that do not run lead nowhere, and say so. */
function storeUrls(context: LabContext): NodeJS.ProcessEnv {
  return context.full?.stores === 'grafana'
    ? {
        TEMPO_URL: `http://${loopback(context, 'tempo')}`,
        LOKI_URL: `http://${loopback(context, 'loki')}`,
        JAEGER_URL: `http://${loopback(context, 'trial-jaeger')}`,
      }
    : { JAEGER_URL: `http://${loopback(context, 'jaeger')}` };
}

// The program alone is not enough: its pages and defaults lie beside it, or where the system's packages put them.
function grafanaHome(program: string): string {
  const root = dirname(dirname(realpathSync(program)));
  const homes = [root, join(root, 'share', 'grafana'), '/usr/share/grafana'];
  const home = homes.find((folder) => existsSync(join(folder, 'conf', 'defaults.ini')));
  if (home) return home;
  throw new LabError(`Grafana's own files were not found near ${program}: no conf/defaults.ini.`, {
    next: ['install Grafana as a package, or take its program off PATH'],
  });
}
