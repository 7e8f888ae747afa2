import { z } from 'zod';
import type { ChapterState, QuestionState, Wish } from './workbook-state.ts';

const verdict = z.object({ given: z.string(), right: z.boolean(), remark: z.string() });

/** How an answer was judged, and what the list said of its question right after that. */
type JudgedAnswer = z.infer<typeof verdict> & { listed: string };

/**
 * The last answer to each question that went through this desk: what the list of chapters does not know of it, which is the
 * remark, and that it is still to be judged.
 */
export class LastAnswers {
  readonly #judging = new Map<string, string>();
  readonly #judged = new Map<string, JudgedAnswer>();

  /** An answer is on its way to be judged; other wishes are none. */
  send({ action, number, question = 0, text = '' }: Wish): void {
    if (action === 'answer') this.#judging.set(keyOf(number, question), text);
  }

  /** Its command has ended, with a verdict or without one. `chapters`: as they are listed after that. */
  take({ number, question = 0, text = '' }: Wish, answer: unknown, chapters: ChapterState[]): void {
    const key = keyOf(number, question);
    // A newer one is on its way.
    if (this.#judging.get(key) !== text) return;
    this.#judging.delete(key);
    const { data } = verdict.safeParse(answer);
    const asked = chapters.find((chapter) => chapter.number === number)?.questions[question - 1];
    if (data && asked) this.#judged.set(key, { ...data, listed: asWritten(asked) });
  }

  /** The listed chapters with what is known here of their questions; an answer given elsewhere since then counts more. */
  addTo(chapters: ChapterState[]): ChapterState[] {
    return chapters.map((chapter) => ({
      ...chapter,
      questions: chapter.questions.map((question, at) => {
        const key = keyOf(chapter.number, at + 1);
        const { listed, ...last } = this.#judged.get(key) ?? {};
        return {
          ...question,
          ...(listed === asWritten(question) ? last : {}),
          judging: this.#judging.get(key) ?? null,
        };
      }),
    }));
  }
}

function keyOf(number: string, question: number): string {
  return `${number}/${question}`;
}

function asWritten({ given, right }: QuestionState): string {
  return JSON.stringify({ given, right });
}
