import type { LabContext } from '../lab-context.ts';
import type { PortName } from '../ports/port-plan.ts';

/** Host and port of one of the instance's listeners. */
export function loopback({ ports }: LabContext, name: PortName): string {
  return `127.0.0.1:${ports.get(name)}`;
}
