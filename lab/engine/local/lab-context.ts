import type { HomePaths } from './home-paths.ts';
import type { PortBook } from './ports/port-book.ts';
import type { Secrets } from './secrets.ts';

/** What every part of one instance is built from. */
export type LabContext = { paths: HomePaths; ports: PortBook; secrets: Secrets };
