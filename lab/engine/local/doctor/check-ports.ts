import { z } from 'zod';
import type { BackendPartName } from '../../engine.ts';
import type { HomePaths } from '../home-paths.ts';
import { isPortFree } from '../ports/loopback-port.ts';
import { portHolder } from '../ports/port-holder.ts';
import { PORT_PLAN, type PortName, portsOf, portVariable } from '../ports/port-plan.ts';
import { readJson } from '../read-json.ts';
import { bad, type Finding, note, ok } from './finding.ts';

/** Which of the ports that the lab would use somebody else has. Not asked while the lab itself has them. */
export async function checkPorts(
  paths: HomePaths,
  stores: readonly BackendPartName[] | undefined,
): Promise<Finding[]> {
  const remembered = readJson(paths.ports, z.record(z.string(), z.number())) ?? {};
  const findings = await Promise.all(
    portsOf(stores).map((name) => {
      const fixed = process.env[portVariable(name)];
      return checkPort(
        name,
        Number(fixed ?? remembered[name] ?? PORT_PLAN[name].preferred),
        fixed !== undefined,
      );
    }),
  );
  const troubles = findings.filter((finding) => finding !== undefined);
  return troubles.length > 0 ? troubles : [ok('ports', 'all of the lab’s ports are free')];
}

async function checkPort(name: PortName, port: number, fixed: boolean): Promise<Finding | undefined> {
  const variable = portVariable(name);
  if (!(port > 0 && port <= 65_535)) return bad('ports', `${variable} is not a port`, `unset ${variable}`);
  if (await isPortFree(port)) return undefined;
  const holder = portHolder(port);
  const taken = `${port} (${PORT_PLAN[name].label}) is taken${holder ? ` by ${holder}` : ''}`;
  if (fixed)
    return bad('ports', `${taken}, and ${variable} asks for it`, `unset ${variable}, or choose another port`);
  return note('ports', `${taken}: the lab will use the next free one`);
}
