import { z } from 'zod';
import { PART_NAMES, type PartName } from '../engine.ts';

/** An image that must be there before the lab can start, and the first part that needs it. */
export type NeededImage = { reference: string; part: PartName };

const configSchema = z.object({
  services: z.record(
    z.string(),
    z.object({
      image: z.string(),
      build: z.object({ args: z.record(z.string(), z.string()) }).optional(),
    }),
  ),
});

/** Reads the answer of `docker compose config --format json`: the images to run, and those to build ours on. */
export function neededImages(json: string): NeededImage[] {
  const { services } = configSchema.parse(JSON.parse(json));
  const needed = new Map<string, PartName>();
  for (const part of PART_NAMES) {
    const service = services[part];
    const bases = Object.entries(service?.build?.args ?? {}).filter(([name]) => name.endsWith('_IMAGE'));
    const references = service?.build ? bases.map(([, reference]) => reference) : [service?.image];
    for (const reference of references) {
      if (reference && !needed.has(reference)) needed.set(reference, part);
    }
  }
  return [...needed].map(([reference, part]) => ({ reference, part }));
}

/**
 * Reads the same answer: for each image of ours one service that it is built for. Built for five services at once from an
 * empty cache, the Bookstore's would be another one at the next build, which would start these services anew.
 */
export function builtServices(json: string): string[] {
  const { services } = configSchema.parse(JSON.parse(json));
  const built = Object.entries(services).filter(([, { build }]) => build);
  return [...new Map(built.map(([name, { image }]) => [image, name])).values()];
}
