/** One result of the doctor: `bad` must be mended, `note` is worth knowing. */
export type Finding = {
  check: string;
  level: 'ok' | 'note' | 'bad';
  message: string;
  /** What to type or do, one step per entry; empty when nothing has to be done. */
  remedy: string[];
};

/** A finding that is as it should be. */
export function ok(check: string, message: string): Finding {
  return { check, level: 'ok', message, remedy: [] };
}

/** A finding that does not keep the lab from working. */
export function note(check: string, message: string, ...remedy: string[]): Finding {
  return { check, level: 'note', message, remedy };
}

/** A finding that keeps the lab from working, or soon will. */
export function bad(check: string, message: string, ...remedy: string[]): Finding {
  return { check, level: 'bad', message, remedy };
}
