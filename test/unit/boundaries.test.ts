import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { test } from 'node:test';

// House rules 2 and 3 of the design, held against the import statements of every file.
const root = join(import.meta.dirname, '../..');
const files = globSync('{services,lab,scripts,chapters}/**/*.{ts,js}', {
  cwd: root,
  exclude: ['**/node_modules/**', '**/public/**'],
}).map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  const imports = [...text.matchAll(/(?:from|import\()\s*'([^']+)'|^import '([^']+)'/gm)].map(
    (match) => match[1] ?? match[2] ?? '',
  );
  return {
    path,
    text,
    imports: imports.map((name) =>
      name.startsWith('.') ? relative(root, join(root, dirname(path), name)) : name,
    ),
  };
});
const serviceOf = (path: string) => /^services\/([^/]+)\//.exec(path)?.[1];
const offenders = (breaks: (file: (typeof files)[number]) => boolean) =>
  files.filter(breaks).map((file) => file.path);

test('When the rules are checked, then there are files to check', () => {
  assert.ok(files.filter(({ path }) => path.startsWith('services/')).length > 40);
  assert.ok(files.filter(({ path }) => path.startsWith('lab/')).length > 40);
});

test('When a service imports a file, then it is its own or shared', () => {
  const foreign = offenders(({ path, imports }) => {
    const own = serviceOf(path);
    return (
      own !== undefined &&
      imports.some(
        (name) =>
          name.includes('/') &&
          /^(services|lab|scripts|chapters)\//.test(name) &&
          ![own, 'shared'].includes(serviceOf(name) ?? ''),
      )
    );
  });
  assert.deepEqual(foreign, []);
});

test('When shared imports a file, then it is shared too', () => {
  assert.deepEqual(
    offenders(
      ({ path, imports }) =>
        serviceOf(path) === 'shared' && imports.some((name) => (serviceOf(name) ?? 'shared') !== 'shared'),
    ),
    [],
  );
});

test('When lab, scripts or a chapter import a file, then it is no service code', () => {
  assert.deepEqual(
    offenders(
      ({ path, imports }) =>
        !path.startsWith('services/') && imports.some((name) => name.startsWith('services/')),
    ),
    [],
  );
});

test('When a service reads the environment, then it does so in config.ts', () => {
  assert.deepEqual(
    offenders(
      ({ path, text }) =>
        path.startsWith('services/') && !path.endsWith('/config.ts') && /process\.env/.test(text),
    ),
    [],
  );
});

test('When a service speaks SQL, then it does so in a store, and only postgres.ts knows the driver', () => {
  const sql = /\b(select .+ from|insert into|update \w+ set|delete from)\b/is;
  const strings = (text: string) =>
    [...text.matchAll(/`[^`]*`|'[^'\n]*'/g)].map((match) => match[0]).join('\n');
  assert.deepEqual(
    offenders(
      ({ path, text }) =>
        path.startsWith('services/') && !path.endsWith('-store.ts') && sql.test(strings(text)),
    ),
    [],
  );
  assert.deepEqual(
    offenders(({ path, imports }) => path.startsWith('services/') && imports.includes('pg')),
    ['services/shared/postgres.ts'],
  );
});

test('When a service speaks AMQP, then it does so in rabbitmq*.ts', () => {
  assert.deepEqual(
    offenders(
      ({ path, imports }) =>
        path.startsWith('services/') && !/\/rabbitmq[a-z-]*\.ts$/.test(path) && imports.includes('amqplib'),
    ),
    [],
  );
  assert.deepEqual(
    offenders(
      ({ path, imports }) =>
        path.startsWith('services/') &&
        !/(\/rabbitmq[a-z-]*|-messages)\.ts$/.test(path) &&
        imports.some((name) => /shared\/rabbitmq/.test(name)),
    ),
    [],
  );
});

test('When the OpenTelemetry SDK is imported, then by telemetry.ts; everything else knows the API alone', () => {
  const knowsSdk = offenders(({ imports }) =>
    imports.some((name) => name.startsWith('@opentelemetry/') && name !== '@opentelemetry/api'),
  );
  assert.deepEqual(knowsSdk, ['services/shared/telemetry.ts']);
});

test('When the desk needs code, then its image has it: lab/desk, lab/stores and what these need', () => {
  const foreign = offenders(({ path, text }) => {
    const needed = [...text.matchAll(/^import (?!type )[^;]*? from '(\.[^']+)';$/gm)].map((match) =>
      relative(root, join(root, dirname(path), match[1] ?? '')),
    );
    const inImage = /^((lab\/desk|lab\/stores|services)\/|lab\/engine\/lab-error\.ts$)/;
    return /^lab\/(desk|stores)\//.test(path) && needed.some((name) => !inImage.test(name));
  });
  assert.deepEqual(foreign, []);
});
