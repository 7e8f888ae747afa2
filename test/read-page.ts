import { readFileSync } from 'node:fs';
import { lexer, type Tokens, walkTokens } from 'marked';

/** A block of code on a page: what the reader types, what is shown of the answer, or something else. */
export type Block = {
  kind: 'typed' | 'shown' | 'other';
  text: string;
  /** With which stores it is typed; undefined where it does not matter: ```sh stores=open. */
  stores?: string;
};

/** Programs that the pages have the reader type. */
const PROGRAM = /^(npx lab|npm|curl) /;

/** The blocks of code on a page, in their order. */
export function readBlocks(file: string): Block[] {
  return codeTokens(file).flatMap((token) =>
    token.type === 'code' ? [{ kind: kindOf(token), text: token.text, ...storesOf(token) }] : [],
  );
}

/** Every command of a page. */
export function readCommands(file: string): string[] {
  const blocks = readBlocks(file).flatMap(({ kind, text }) => (kind === 'typed' ? splitCommands(text) : []));
  return [...blocks, ...readCommandsInText(file)];
}

/** The commands that stand in a sentence or a table. */
export function readCommandsInText(file: string): string[] {
  return codeTokens(file)
    .flatMap(({ type, text }) => (type === 'codespan' ? text.split(' && ') : []))
    .filter((text) => PROGRAM.test(afterVariables(text)));
}

/** The commands of a block, one by one: a text in quotes may go over several lines, and what stands behind ` # ` is for the reader. */
export function splitCommands(block: string): string[] {
  return splitLines(block).flatMap((line) => (line.includes("'") ? line : line.split(' && ')));
}

function splitLines(block: string): string[] {
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

function kindOf({ lang = '', codeBlockStyle, text }: Tokens.Code): Block['kind'] {
  if (codeBlockStyle === 'indented') return PROGRAM.test(text) ? 'typed' : 'other';
  if (/^sh\b/.test(lang)) return 'typed';
  return lang === 'text' || lang === '' ? 'shown' : 'other';
}

function storesOf({ lang = '' }: Tokens.Code): Pick<Block, 'stores'> {
  const [, stores] = /^sh stores=(\w+)$/.exec(lang) ?? [];
  return stores === undefined ? {} : { stores };
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
