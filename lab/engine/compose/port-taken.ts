import { LabError } from '../lab-error.ts';

/** Somebody has taken a port between the lab's choice and the start of the container that needs it. */
export class PortTaken extends LabError {}
