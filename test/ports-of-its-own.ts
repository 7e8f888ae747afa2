import { writeFileSync } from 'node:fs';
import { homePaths } from '../lab/engine/local/home-paths.ts';
import { openHome } from '../lab/engine/local/open-home.ts';
import { PORT_PLAN } from '../lab/engine/local/ports/port-plan.ts';

/** Gives a lab that was never started ports far from those that every lab likes best: another lab that starts while a part is stopped would take them. */
export function portsOfItsOwn(home: string, offset: number): void {
  const paths = homePaths(home);
  openHome(paths);
  const moved = Object.entries(PORT_PLAN).map(([name, { preferred }]) => [name, preferred + offset]);
  writeFileSync(paths.ports, JSON.stringify(Object.fromEntries(moved)));
}
