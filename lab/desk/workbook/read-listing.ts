import { z } from 'zod';
import type { ChapterState } from './workbook-state.ts';

const answer = z.object({ given: z.string(), right: z.boolean() });
const question = z.object({ ask: z.string(), choices: z.array(z.string()).optional() });
const chapter = z.object({
  number: z.string(),
  slug: z.string(),
  title: z.string().optional(),
  minutes: z.number().optional(),
  needs: z.enum(['base', 'full']).optional(),
  engines: z.array(z.string()).optional(),
  state: z.enum(['open', 'active', 'done']),
  seams: z.array(z.string()),
  startedAt: z.string().nullable(),
  doneAt: z.string().nullable(),
  hints: z.array(z.string()),
  hintCount: z.number(),
  questions: z.array(question),
  answers: z.record(z.string(), answer),
  problem: z.string().optional(),
});
const listing = z.object({ active: z.string().nullable(), chapters: z.array(chapter) });

/** All chapters, and the number of the active one. */
export type Listing = { active: string | null; chapters: ChapterState[] };

/** Reads the answer of `lab list --json`; null when it is none. */
export function readListing(json: unknown): Listing | null {
  const { data } = listing.safeParse(json);
  return data === undefined ? null : { active: data.active, chapters: data.chapters.map(chapterState) };
}

function chapterState(listed: z.infer<typeof chapter>): ChapterState {
  const { number, slug, seams, hints, hintCount, answers } = listed;
  return {
    number,
    slug,
    title: listed.title ?? slug.slice(3).replaceAll('-', ' '),
    minutes: listed.minutes ?? null,
    needs: listed.needs ?? null,
    engines: listed.engines ?? null,
    state: listed.state === 'open' && listed.startedAt !== null ? 'begun' : listed.state,
    done: listed.doneAt !== null,
    seams,
    hints,
    hintCount,
    questions: listed.questions.map(({ ask, choices = null }, at) => {
      const { given = null, right = null } = answers[String(at + 1)] ?? {};
      return { ask, choices, given, right, remark: null, judging: null };
    }),
    problem: listed.problem ?? null,
  };
}
