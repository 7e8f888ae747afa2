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

function unknownPart(word: string): LabError {
  if (word === 'grafana') {
    return new LabError('Grafana cannot be built from Go modules: it comes as an image or as a package.', {
      next: [
        'docker compose up -d   (brings Grafana)',
        'https://grafana.com/grafana/download   (its packages)',
      ],
      exitCode: 2,
    });
  }
  return new LabError(`There is no part "${word}" to install.`, {
    next: [`one of: ${SOURCES.map(({ part }) => part).join(' ')}`, 'npx lab install --list'],
    exitCode: 2,
  });
}
