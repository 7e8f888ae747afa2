// `npm run dashboards`: writes the JSON that Grafana reads at start.
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderDashboards } from './render-dashboards.ts';

const folder = join(import.meta.dirname, '../../deploy/grafana/dashboards');
const dashboards = renderDashboards();
for (const stale of readdirSync(folder).filter((file) => !dashboards.has(file))) rmSync(join(folder, stale));
for (const [file, json] of dashboards) {
  writeFileSync(join(folder, file), json);
  console.log(`deploy/grafana/dashboards/${file}`);
}
