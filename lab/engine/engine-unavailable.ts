import { LabError } from './lab-error.ts';

/** Says that an engine cannot run on this machine as it is now: another one may. */
export class EngineUnavailable extends LabError {}
