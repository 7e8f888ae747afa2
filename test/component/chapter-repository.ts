import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { discoverChapters, isLoaded, type LoadedChapter } from '../../lab/chapters/discover-chapters.ts';
import { type Learner, openLearner } from '../../lab/chapters/open-learner.ts';

const root = join(import.meta.dirname, '../..');

/** A small repository with chapters of its own, and one learner of it. */
export type ChapterRepository = {
  folder: string;
  learner: Learner;
  /** What the learner was told. */
  said: string[];
  read: (path: string) => string;
  write: (path: string, text: string) => void;
  chapter: (number: string) => Promise<LoadedChapter>;
  remove: () => void;
};

/** A chapter of a small repository: its files with the solution's text; the exercise says `TODO(NN)` in its place. */
export type SmallChapter = { slug: string; files: string[]; check?: string };

export const QUEUE = 'services/shared/trace-context.ts';
export const RELAY = 'services/orders/outbox-relay.ts';

const CHAPTERS: SmallChapter[] = [
  {
    slug: '01-first-trace',
    files: [],
    check: `questions: [
      { ask: 'How many spans?', answer: () => '17', nudge: 'Count them.', because: () => 'Each step is one.' },
      { ask: 'Which service?', choices: ['orders', 'desk'], answer: () => 'orders', nudge: 'Look.', because: () => 'It is.' },
    ],`,
  },
  { slug: '05-across-the-queue', files: [QUEUE], check: `env: { COLOUR: 'green' },` },
  { slug: '06-lost-in-the-outbox', files: [RELAY] },
];

/** Makes it in the folder for temporary files (or `parent`). */
export function chapterRepository(chapters: SmallChapter[] = CHAPTERS, parent = tmpdir()): ChapterRepository {
  const folder = mkdtempSync(join(parent, 'lab-chapters-'));
  const said: string[] = [];
  const path = (name: string) => join(folder, name);
  const write = (name: string, text: string) => {
    mkdirSync(dirname(path(name)), { recursive: true });
    writeFileSync(path(name), text);
  };
  for (const { slug, files, check = '' } of chapters) {
    write(`chapters/${slug}/README.md`, `# ${slug}\n\n## Goal\n\nYou can mend it.\n\n## Why\n`);
    write(`chapters/${slug}/answer.md`, 'Because.\n');
    write(`chapters/${slug}/check.ts`, checkFile(slug, check));
    for (const file of files) {
      write(file, solutionOf(file));
      write(`chapters/${slug}/exercise/${file}`, exerciseOf(file, slug.slice(0, 2)));
    }
  }
  const learner = openLearner(folder, (line) => said.push(line));
  return {
    folder,
    learner,
    said,
    write,
    read: (name) => readFileSync(path(name), 'utf8'),
    chapter: async (number) => {
      const found = (await discoverChapters(folder)).find((chapter) => chapter.number === number);
      if (!found || !isLoaded(found)) throw new Error(`no chapter ${number}`);
      return found;
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Gives the repository the lab's own commands, for tests that type them. */
export function addCommands(folder: string): void {
  for (const name of ['lab', 'package.json'])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
}

export function solutionOf(file: string): string {
  return `// the solution of ${file}\nexport const carried = true;\n`;
}

export function exerciseOf(file: string, number: string): string {
  return `// the solution of ${file}\n// TODO(${number}): carry it\nexport const carried = false;\n`;
}

function checkFile(slug: string, more: string): string {
  return `export const chapter = {
    title: 'Chapter ${slug}', minutes: 10, needs: 'base', untouched: 'span-missing', expect: [{ text: 'a span', judge: () => undefined }],
    hints: ['first hint', 'second hint', 'third hint'],
    ${more}
  };\n`;
}
