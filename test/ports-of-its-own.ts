import { writeFileSync } from 'node:fs';
import { homePaths } from '../lab/engine/local/home-paths.ts';
import { openHome } from '../lab/engine/local/open-home.ts';
import { PORT_NAMES } from '../lab/engine/local/ports/port-plan.ts';

const FIRST = 16_000; // below what systems give to outgoing connections
const BLOCKS = 400;
const BLOCK = 40;

/** Gives a lab that was never started a block of ports by its process: among those that every lab likes best, another lab takes the port of a part that is stopped. */
export function portsOfItsOwn(home: string): void {
  const paths = homePaths(home);
  openHome(paths);
  const first = FIRST + BLOCK * (process.pid % BLOCKS);
  writeFileSync(
    paths.ports,
    JSON.stringify(Object.fromEntries(PORT_NAMES.map((name, index) => [name, first + index]))),
  );
}
