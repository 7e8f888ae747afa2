import type { Chapter } from '../checks/chapter.ts';
import { wrongEngine } from '../checks/wrong-engine.ts';
import type { Engine } from '../engine/engine.ts';

/** Throws LabError when a lab runs that cannot show the chapter. One that does not run may be started for it. */
export async function requireEngine(
  engine: Pick<Engine, 'name' | 'status'>,
  chapter: Pick<Chapter, 'needs' | 'engines'>,
): Promise<void> {
  const wrong = wrongEngine(chapter, engine.name);
  if (wrong && (await engine.status()).phase !== 'stopped') throw wrong;
}
