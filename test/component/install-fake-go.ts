// A machine for `lab install`: its own PATH, its own cache, and a `go` that does in milliseconds what Go does in minutes.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { REPOSITORY } from '../../lab/engine/local/home-paths.ts';
import { findExecutable } from '../../lab/engine/local/process/find-executable.ts';

const TOOLS = ['sh', 'nice', 'tail', 'ps', 'chmod', 'mkdir'];
// $FAKE is the machine's folder. A file there makes `go build` block ("hang") or fail with its text ("failure").
const FAKE_GO = `#!/bin/sh
echo "$*" >> "$FAKE/calls"
case "$1" in
  env) for name in go-version go-toolchain; do read -r line < "$FAKE/$name"; echo "$line"; done ;;
  list) echo 'go: downloading example.org/a v1.0.0' >&2; echo true; echo true; echo false ;;
  build)
    while [ "$1" != -o ]; do shift; done
    printf 'half' > "$2jaeger"
    echo example.org/a >&2
    if [ -e "$FAKE/hang" ]; then
      tail -f /dev/null & echo $! > "$FAKE/compiler.pid"; wait
    fi
    if [ -e "$FAKE/failure" ]; then while read -r line; do echo "$line" >&2; done < "$FAKE/failure"; exit 1; fi
    read -r version < "$FAKE/builds"
    printf '#!/bin/sh\\necho "jaeger v%s (go1.26.8)"\\n' "$version" > "$2jaeger"
    chmod +x "$2jaeger" ;;
esac
`;

export type Answer = { code: number | null; output: string; errors: string };

/** Makes the machine; `remove` takes it away. */
export function fakeMachine() {
  const folder = mkdtempSync(join(tmpdir(), 'lab install '));
  const path = join(folder, 'path');
  mkdirSync(path);
  for (const tool of TOOLS) symlinkSync(findExecutable(tool) ?? '', join(path, tool));
  writeFileSync(join(path, 'go'), FAKE_GO, { mode: 0o755 });
  const write = (name: string, content: string) => writeFileSync(join(folder, name), content);
  write('go-version', 'go1.26.8\n');
  write('go-toolchain', 'local\n');
  write('builds', '1.76.0\n');
  const cache = join(folder, 'cache', 'bookstore-tracing-lab');
  const start = (...args: string[]) => startLab(args, { folder, path });
  return {
    path,
    jaeger: join(cache, 'bin', 'jaeger'),
    staging: join(cache, 'staging'),
    write,
    forget: (name: string) => rmSync(join(folder, name), { force: true }),
    read: (name: string) => (existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : ''),
    start,
    lab: (...args: string[]) => answerOf(start(...args)),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** The exit code and everything that was printed, once a command has ended. */
export async function answerOf(child: ChildProcess): Promise<Answer> {
  const { stdout, stderr } = child;
  if (!stdout || !stderr) throw new Error('the command has no pipes');
  const [output, errors, [code]] = await Promise.all([text(stdout), text(stderr), once(child, 'close')]);
  return { code, output, errors };
}

function startLab(args: string[], { folder, path }: { folder: string; path: string }): ChildProcess {
  const environment: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', PATH: path, FAKE: folder };
  environment.XDG_CACHE_HOME = join(folder, 'cache');
  delete environment.LAB_BIN_DIR;
  return spawn(process.execPath, [join(REPOSITORY, 'lab', 'cli.ts'), 'install', ...args], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}
