import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { findBinary } from '../../lab/engine/local/binaries/find-binary.ts';

type Rule = { alert?: string; labels?: { severity: string }; annotations?: Record<string, string> };
type RuleTest = { alert_rule_test?: { alertname: string; exp_alerts?: unknown[] }[] };

const folder = join(import.meta.dirname, '../../deploy/prometheus/rules');
const files = (pattern: string) => globSync(pattern, { cwd: folder }).map((name) => join(folder, name));
const read = (path: string) => parse(readFileSync(path, 'utf8'));
const rules: Rule[] = files('*.yaml').flatMap((path) =>
  read(path).groups.flatMap((group: { rules: Rule[] }) => group.rules),
);
const alerts = rules.filter(({ alert }) => alert !== undefined);
const cases = files('tests/*.yaml').flatMap((path) =>
  (read(path).tests as RuleTest[]).flatMap(({ alert_rule_test = [] }) => alert_rule_test),
);
const headlines = [...readFileSync(join(folder, 'RUNBOOK.md'), 'utf8').matchAll(/^## (.+)$/gm)].map(
  ([, title]) => title,
);
const dashboards = files('../../grafana/dashboards/*.json').map(
  (path) => JSON.parse(readFileSync(path, 'utf8')).uid,
);
const promtool = findBinary('promtool');
const skip = promtool ? false : 'promtool is not on this machine (npx lab install prometheus)';

test('When an alert fires, then its runbook section and its dashboard are there', () => {
  assert.deepEqual(alerts.map(({ alert }) => alert).sort(), headlines.sort());
  for (const { alert, annotations = {} } of alerts) {
    assert.equal(annotations.runbook, `deploy/prometheus/rules/RUNBOOK.md#${alert?.toLowerCase()}`);
    assert.ok(dashboards.includes(annotations.dashboard?.replace('/d/', '')), annotations.dashboard);
  }
});

test('When an alert is written, then tests say when it fires and when it keeps quiet', () => {
  for (const { alert } of alerts) {
    const own = cases.filter(({ alertname }) => alertname === alert);
    assert.ok(
      own.some(({ exp_alerts = [] }) => exp_alerts.length > 0),
      `nothing says when ${alert} fires`,
    );
    assert.ok(
      own.some(({ exp_alerts = [] }) => exp_alerts.length === 0),
      `nothing says when ${alert} keeps quiet`,
    );
  }
});

test('When promtool reads the rules, then it accepts them', { skip }, () => {
  execFileSync(promtool ?? '', ['check', 'rules', ...files('*.yaml')], { encoding: 'utf8', stdio: 'pipe' });
});

test('When time passes as the tests of the rules say, then the alerts fire as they say', { skip }, () => {
  execFileSync(promtool ?? '', ['test', 'rules', ...files('tests/*.yaml')], {
    encoding: 'utf8',
    stdio: 'pipe',
  });
});
