/** The parts that every lab has. */
export const BASE_PART_NAMES = [
  'storefront',
  'orders',
  'payments-worker',
  'payment-gateway',
  'postgres',
  'rabbitmq',
  'desk',
] as const;

/** The parts that only the full stack has: of the stores those that STORES chooses, and Grafana only where it can be had. */
const BACKEND_PART_NAMES = [
  'collector',
  'tempo',
  'jaeger',
  'loki',
  'victoria-logs',
  'prometheus',
  'grafana',
] as const;

/** All parts, in the order in which `lab status` lists them. */
export const PART_NAMES = [...BASE_PART_NAMES, ...BACKEND_PART_NAMES] as const;

export type BasePartName = (typeof BASE_PART_NAMES)[number];
export type BackendPartName = (typeof BACKEND_PART_NAMES)[number];
export type PartName = BasePartName | BackendPartName;

export type PartState = 'starting' | 'ready' | 'unready' | 'restarting' | 'failed' | 'stopped';

export type PartStatus = {
  name: PartName;
  state: PartState;
  /** Where the part listens, without any password. */
  url: string | null;
  pid: number | null;
  restarts: number;
  /** Null where it is not known, or was not asked for. */
  rssBytes: number | null;
  version: string | null;
  uptimeSeconds: number | null;
  /** Why the part ended the last time: exit code or signal and the first line of its error. */
  lastExit: string | null;
  /** What the part waits for or does now. */
  detail: string | null;
};

export type EngineStatus = {
  engine: EngineName;
  /** `lost`: the process that watches over the parts has died; `lab up` or `lab down` puts that right. */
  phase: 'stopped' | 'starting' | 'running' | 'stopping' | 'lost';
  /** By which the running Collector was started; null where none runs. */
  sampling: Sampling | null;
  /** Null without the full stack. */
  stores: Stores | null;
  parts: PartStatus[];
};

export type StatusOptions = { memory?: boolean };

export const ENGINE_NAMES = ['compose', 'local', 'kind'] as const;
export type EngineName = (typeof ENGINE_NAMES)[number];

/**
 * Address of every part, with the password where one is needed; `collector-metrics` is where each Collector that
 * delivers to the stores tells about itself. A lab without the full stack has no backends.
 */
export type Addresses = Record<BasePartName, string> &
  Partial<Record<BackendPartName, string>> & { 'collector-metrics'?: string[] };

/** Which traces the full stack stores: all, one of ten by its id, or what is worth it when the trace is over. */
export const SAMPLINGS = ['off', 'head', 'tail'] as const;
export type Sampling = (typeof SAMPLINGS)[number];

/** Where the full stack stores traces and logs: in Tempo and Loki, with Grafana; or in Jaeger and VictoriaLogs. */
export const STORES = ['grafana', 'open'] as const;
export type Stores = (typeof STORES)[number];

/** The parts that each of the two brings. Prometheus is in both. */
export const PARTS_OF_STORES = {
  grafana: ['tempo', 'loki', 'grafana'],
  open: ['jaeger', 'victoria-logs'],
} as const satisfies Record<Stores, readonly BackendPartName[]>;

/** As people call them. */
export const NAMES_OF_STORES: Record<Stores, string> = {
  grafana: 'Tempo, Loki',
  open: 'Jaeger, VictoriaLogs',
};

export type UpOptions = {
  /** With Collector, stores and Prometheus. Without it, a lab that runs stays what it is. */
  full?: boolean;
  /** Told about every change while the lab starts: who is awaited, and for how many seconds at most. */
  onProgress?: (progress: Progress) => void;
  /** Called once for each line that the learner should read, such as a port that was taken. */
  onNotice?: (line: string) => void;
  /** Ends the start: what was started by this call is stopped again. */
  signal?: AbortSignal;
};

export type Progress = { ready: PartName[]; awaited: AwaitedPart[] };
type AwaitedPart = { name: PartName | 'cluster'; doing: string; secondsLeft: number };

export type UpResult = {
  started: boolean;
  seconds: number;
  addresses: Addresses;
  /** Null without the full stack: nothing is stored then. */
  sampling: Sampling | null;
};
/**
 * `kept`: folders within the removed ones that stay, because a learner wrote what is in them. `remains`: what still costs
 * something, and how to end it.
 */
export type DownResult = {
  stopped: PartName[];
  orphansEnded: number;
  removed: string[];
  kept: string[];
  remains?: string;
};

/** A backend that stands beside the lab while a chapter wants it: where it is asked, and which process that is: the next one knows nothing of what this one was sent. */
export type Beside = { url: string; process: string };

/** One way to run the lab. Chapters, checks and load scripts use this and never ask which engine runs. */
export type Engine = {
  name: EngineName;
  /** Starts what does not run yet and returns when every part is ready. Throws LabError. */
  up(options?: UpOptions): Promise<UpResult>;
  /** Ends every part, the desk last. Data stays unless `purge`. Throws LabError. */
  down(options?: { purge?: boolean; onProgress?: (line: string) => void }): Promise<DownResult>;
  /** With `memory`, also what each part takes: Docker needs two seconds to tell. */
  status(options?: StatusOptions): Promise<EngineStatus>;
  /** The last lines of a part's log, then (with `follow`) every new one until `signal` aborts. */
  logs(
    part: PartName,
    options: { lines: number; follow: boolean; signal?: AbortSignal },
  ): AsyncIterable<string>;
  /** Addresses of the running lab. Throws LabError when it does not run. */
  addresses(): Promise<Addresses>;
  /** Restarts a part and resolves when its new process was started. */
  restart(part: PartName): Promise<void>;
  /**
   * Starts these parts anew with what is saved now (sources, configuration, the chapter's variables) and resolves when
   * all are ready. Throws LabError, with the part and the first line of its error, when one does not get there.
   */
  apply(parts: PartName[]): Promise<void>;
  /** Sends a signal to a part's processes; the engine then restarts it like after any crash. */
  kill(part: PartName, signal: NodeJS.Signals): Promise<void>;
  /** Stops a part and keeps it stopped until `start`. Resolves when its process has ended. */
  stop(part: PartName): Promise<void>;
  /** The trial Jaeger that the active chapter has, `waitMs` later at most. Throws LabError, with the reason, when it is not ready then. */
  trialJaeger(waitMs?: number): Promise<Beside>;
  /** Starts a part that was stopped or had failed. Returns at once; `status` tells when it is ready. */
  start(part: PartName): Promise<void>;
};
