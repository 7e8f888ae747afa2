import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { test } from 'node:test';
import { renderDashboards } from '../../scripts/dashboards/render-dashboards.ts';

type Panel = {
  id: number;
  type: string;
  title: string;
  description?: string;
  gridPos: { x: number; y: number; w: number; h: number };
  targets?: { refId: string; datasource: { uid: string }; expr?: string }[];
  fieldConfig?: { defaults?: { unit?: string } };
};
type Dashboard = { uid: string; schemaVersion: number; panels: Panel[] };

const GRID_COLUMNS = 24;
// Charts name their unit; these show text, or take the unit from an axis.
const WITHOUT_UNIT = ['row', 'text', 'table', 'nodeGraph', 'logs', 'heatmap'];
const folder = join(import.meta.dirname, '../../deploy/grafana/dashboards');
const committed = new Map(
  globSync('*.json', { cwd: folder }).map((name) => [
    basename(name),
    readFileSync(join(folder, name), 'utf8'),
  ]),
);
const dashboards = [...committed].map(([name, json]) => ({ name, dashboard: JSON.parse(json) as Dashboard }));

test('When the dashboards are generated again, then they equal the committed ones', () => {
  const generated = renderDashboards();
  assert.deepEqual([...committed.keys()].sort(), [...generated.keys()].sort());
  for (const [name, json] of generated)
    assert.equal(committed.get(name), json, `${name} is out of date: npm run dashboards`);
});

for (const { name, dashboard } of dashboards) {
  const panels = dashboard.panels.filter(({ type }) => type !== 'row');

  test(`When Grafana loads ${name} from a file, then it is a classic dashboard with its own address`, () => {
    assert.equal(dashboard.schemaVersion, 42);
    assert.equal(dashboard.uid, `bookstore-${basename(name, '.json')}`);
    const ids = dashboard.panels.map(({ id }) => id);
    assert.equal(new Set(ids).size, ids.length);
  });

  test(`When a panel of ${name} is read, then it says what it shows, in which unit`, () => {
    for (const { title, description, type, fieldConfig } of panels) {
      assert.ok(title);
      assert.ok(description || type === 'text', `${title} has no description`);
      assert.ok(WITHOUT_UNIT.includes(type) || fieldConfig?.defaults?.unit, `${title} has no unit`);
    }
  });

  test(`When ${name} is drawn, then no panel covers another or leaves the grid`, () => {
    const taken = new Set<string>();
    for (const { title, gridPos } of dashboard.panels) {
      assert.ok(gridPos.x + gridPos.w <= GRID_COLUMNS, `${title} leaves the grid`);
      for (let x = gridPos.x; x < gridPos.x + gridPos.w; x += 1)
        for (let y = gridPos.y; y < gridPos.y + gridPos.h; y += 1) {
          assert.ok(!taken.has(`${x},${y}`), `${title} covers another panel`);
          taken.add(`${x},${y}`);
        }
    }
  });

  test(`When ${name} asks, then a provisioned source, once for each letter, and never by the Collector's instance`, () => {
    for (const { title, targets = [] } of panels) {
      assert.equal(new Set(targets.map(({ refId }) => refId)).size, targets.length, title);
      for (const { datasource, expr = '' } of targets) {
        assert.ok(['prometheus', 'loki', 'tempo'].includes(datasource.uid));
        assert.doesNotMatch(expr, /collector_instance_id/);
      }
    }
  });
}
