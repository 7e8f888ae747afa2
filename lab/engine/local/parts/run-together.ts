// Started by the supervisor: node run-together.ts JSON. Runs several processes as one: when one ends, all end, with its exit
// code. Signals come to the whole group, so here they are only outlived.
import { spawn } from 'node:child_process';
import { once } from 'node:events';

type Process = { file: string; args: string[]; env: Record<string, string> };

for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => {});
const children = (JSON.parse(process.argv[2] ?? '[]') as Process[]).map(({ file, args, env }) =>
  spawn(file, args, { env: { ...process.env, ...env }, stdio: 'inherit' }),
);
const ends = children.map(async (child) => (await once(child, 'exit')) as [number | null]);
const [code] = await Promise.race(ends);
for (const child of children) child.kill();
await Promise.all(ends);
process.exitCode = code ?? 1;
