// Chapters that not every engine can show: what is said elsewhere, and how to get there.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { requireEngine } from '../../lab/chapters/require-engine.ts';
import { howToStart } from '../../lab/checks/how-to-start.ts';
import { wrongEngine } from '../../lab/checks/wrong-engine.ts';
import type { EngineStatus } from '../../lab/engine/engine.ts';

const CLUSTER = { needs: 'full', engines: ['kind'] } as const;
const EITHER = { needs: 'full', engines: ['local', 'kind'] } as const;

const labThat = (phase: EngineStatus['phase'], name: EngineStatus['engine'] = 'local') => ({
  name,
  status: async (): Promise<EngineStatus> => ({
    engine: name,
    phase,
    sampling: null,
    stores: null,
    parts: [],
  }),
});

test('When an engine can show the chapter, or every one can, then nothing is said', () => {
  assert.equal(wrongEngine({ needs: 'full' }, 'compose'), undefined);
  assert.equal(wrongEngine(CLUSTER, 'kind'), undefined);
  assert.equal(wrongEngine(EITHER, 'local'), undefined);
});

test('When it cannot, then it is said what is needed, what runs, and what to type', () => {
  const wrong = wrongEngine(EITHER, 'compose');
  assert.equal(
    wrong?.message,
    'This chapter needs the lab as processes of this machine or in a Kubernetes cluster, and it runs as containers.',
  );
  assert.deepEqual(wrong?.next, ['npx lab down', 'npx lab up --engine local --full']);
  assert.equal(wrong?.exitCode, 3);
});

test('When a chapter is started, then only a lab that runs can be the wrong one', async () => {
  await assert.rejects(requireEngine(labThat('running'), CLUSTER), /in a Kubernetes cluster/);
  await requireEngine(labThat('stopped'), CLUSTER);
  await requireEngine(labThat('running', 'kind'), CLUSTER);
});

test('When the lab is to be started for a chapter, then the command is the one for what it needs', () => {
  assert.deepEqual(
    [{ needs: 'base' } as const, { needs: 'full' } as const, CLUSTER, EITHER].map(howToStart),
    ['npx lab up', 'npx lab up --full', 'npx lab up --engine kind', 'npx lab up --engine local --full'],
  );
});
