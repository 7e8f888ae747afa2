import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { homePaths } from '../lab/engine/local/home-paths.ts';
import { PORT_PLAN } from '../lab/engine/local/ports/port-plan.ts';

/** Gives a lab that was never started ports far from those that every lab likes best: another lab that starts while a part is stopped would take them. */
export function portsOfItsOwn(home: string, offset: number): void {
  const { ports } = homePaths(home);
  mkdirSync(dirname(ports), { recursive: true });
  const moved = Object.entries(PORT_PLAN).map(([name, { preferred }]) => [name, preferred + offset]);
  writeFileSync(ports, JSON.stringify(Object.fromEntries(moved)));
}
