export type Config = { [key: string]: unknown };

/** Merges as the Collector does: the later map is laid over the earlier one, everything else replaces it. */
export function mergeConfigs(earlier: Config, later: Config): Config {
  const merged = { ...earlier };
  for (const [key, value] of Object.entries(later)) {
    const before = merged[key];
    merged[key] = isMap(before) && isMap(value) ? mergeConfigs(before, value) : value;
  }
  return merged;
}

/** True for a YAML map. */
export function isMap(value: unknown): value is Config {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
