import { readFileSync } from 'node:fs';
import { lexer, type Tokens, walkTokens } from 'marked';

/** A block of code on a page: what the reader types, or what is shown of the answer. */
export type Block = { typed: boolean; text: string };

/** Programs that the pages have the reader type. */
const PROGRAM = /^(npx lab|npm|curl) /;

/** The blocks of code on a page of the repository, in their order: `sh` and indented commands are typed, the rest is shown. */
export function readBlocks(file: string): Block[] {
  return codeTokens(file).flatMap((token) => {
    if (token.type !== 'code') return [];
    const typed = token.lang === 'sh' || (token.codeBlockStyle === 'indented' && PROGRAM.test(token.text));
    return [{ typed, text: token.text }];
  });
}

/** Every command of a page, one a line: of its blocks, and those that stand in a sentence or a table. */
export function readCommands(file: string): string[] {
  const inText = codeTokens(file).filter(({ type }) => type === 'codespan');
  return [
    ...readBlocks(file).flatMap(({ typed, text }) => (typed ? splitCommands(text) : [])),
    ...inText.flatMap(({ text }) => text.split(' && ')).filter((text) => PROGRAM.test(afterVariables(text))),
  ];
}

/** The commands of a block: a text in quotes may go over several lines, and what stands behind ` # ` is for the reader. */
export function splitCommands(block: string): string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of block.split('\n')) {
    open = open === '' ? line.replace(/ +# .*$/, '') : `${open}\n${line}`;
    if (open.split("'").length % 2 === 0) continue;
    commands.push(open);
    open = '';
  }
  return open === '' ? commands : [...commands, open];
}

/** A command without the variables that are set in front of it. */
export function afterVariables(command: string): string {
  return command.replace(/^([A-Z_]+=\S+ )+/, '');
}

function codeTokens(file: string): Array<Tokens.Code | Tokens.Codespan> {
  const found: Array<Tokens.Code | Tokens.Codespan> = [];
  const tokens = lexer(readFileSync(file, 'utf8'));
  walkTokens(tokens, (token) => {
    if (token.type === 'code' || token.type === 'codespan')
      found.push(token as Tokens.Code | Tokens.Codespan);
  });
  return found;
}
