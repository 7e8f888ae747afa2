import { compareShown } from './compare-shown.ts';
import type { Said } from './open-reader.ts';

/** How a command ended, or what it said, otherwise than the page implies; nothing when all is as shown. */
export function whatDiffers(
  command: string,
  { code, output }: Said,
  { code: wanted = 0, shown = '' }: { code?: number; shown?: string | undefined } = {},
): string[] {
  if (code !== wanted) return [`$ ${command}\nended with ${code}, not ${wanted}, and said\n${output}`];
  const missing = compareShown(shown, output);
  if (missing === undefined) return [];
  return [`$ ${command}\nsaid\n${output}\nand the page shows\n${shown}\nwith, first of all,\n${missing}`];
}
