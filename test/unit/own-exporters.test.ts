// What the Collector's own trouble is told by: the exporters that the lab configures, and no others.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parse } from 'yaml';
import { OWN_EXPORTERS } from '../../lab/checks/collector-counters.ts';

test('When the Collector stores, then by the exporters that count as the lab’s own', () => {
  const file = join(import.meta.dirname, '../../deploy/collector/store.yaml');
  const { exporters } = parse(readFileSync(file, 'utf8')) as { exporters: Record<string, unknown> };
  assert.deepEqual(Object.keys(exporters).sort(), OWN_EXPORTERS.toSorted());
});
