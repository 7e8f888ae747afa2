/** The place in services/ that is nearest to where an error was thrown, as file and line in the repository; undefined when the stack names none. */
export function thrownAt(stack: string): string | undefined {
  // The repository itself may lie in a folder of that name: what counts is the last one of a line.
  return /.*\b(services\/[\w./-]+\.ts:\d+)/.exec(stack)?.[1];
}
