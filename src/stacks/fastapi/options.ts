import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import type { Evaluator } from './evaluate.ts';
import { callArguments, isDamaged, textOf, type Argument } from './tree.ts';
import { unknown, type Value } from './values.ts';

/** The parameters of Starlette's CORSMiddleware after `app`, in the order of its signature. */
export const parameters = [
  'allow_origins',
  'allow_methods',
  'allow_headers',
  'allow_credentials',
  'allow_origin_regex',
  'allow_private_network',
  'expose_headers',
  'max_age',
] as const;

export type Parameter = (typeof parameters)[number];

/** One argument as the call gives it. */
export interface Option {
  readonly value: Value;
  /** The keyword argument in the call itself, with its keyword; null when it comes out of `**` or by position. */
  readonly keyword: Range | null;
  /** The keyword's name, or what stands in its place. */
  readonly name: Range;
  /** The expression that states the value in the call. */
  readonly node: SyntaxNode;
}

/** What a call gives to CORSMiddleware. */
export interface Options {
  readonly given: ReadonlyMap<Parameter, Option>;
  /** Why parameters that are not given may be given all the same; null when what is left out is the default. */
  readonly open: string | null;
  /** Keywords that CORSMiddleware does not have. */
  readonly strange: readonly { readonly name: string; readonly range: Range }[];
  /** The argument list, for edits that add a keyword. */
  readonly argList: SyntaxNode;
}

/** Reads the arguments behind the class (`add_middleware`, `Middleware`) or behind `app` (`CORSMiddleware(app, …)`). */
export function optionsOf(evaluator: Evaluator, call: SyntaxNode, rest: readonly Argument[]): Options {
  const { source } = evaluator.names;
  const given = new Map<Parameter, Option>();
  const strange: { name: string; range: Range }[] = [];
  const damaged = isDamaged(call);
  let open: string | null = damaged ? 'the call is half typed' : null;
  let position = 0;
  const take = (name: string, option: Option): void => {
    if (isParameter(name)) given.set(name, option);
    else if (name !== 'app') strange.push({ name, range: option.name });
  };
  for (const argument of rest) {
    const node = argument.value;
    if (argument.star === '**') {
      const value = evaluator.evaluate(node);
      if (value.kind !== 'dict' || value.open !== null) open ??= 'more arguments are unpacked into the call';
      if (value.kind === 'dict') {
        for (const [name, one] of value.entries)
          take(name, { value: one, keyword: null, name: starRange(argument), node });
      }
    } else if (argument.star === '*') {
      open ??= 'more arguments are unpacked into the call';
    } else {
      const name = argument.name ?? parameters[position++] ?? '';
      const value = isDamaged(node) ? unknown('it is half typed', argument.range) : evaluator.evaluate(node);
      const keyword = argument.name === null ? null : argument.range;
      take(name, { value, keyword, name: keywordRange(argument), node });
    }
  }
  const argList = call.getChild('ArgList') ?? call;
  if (textOf(source, argList).includes(' for ') && hasGenerator(argList))
    open ??= 'its arguments cannot be read';
  return { given, open, strange, argList };
}

function isParameter(name: string): name is Parameter {
  return (parameters as readonly string[]).includes(name);
}

/** `**OPTIONS`, or the two stars before a dict that stands in the call. */
function starRange({ range, value }: Argument): Range {
  return value.name === 'VariableName' ? range : { start: range.start, end: range.start + 2 };
}

function keywordRange(argument: Argument): Range {
  const { start } = argument.range;
  return argument.name === null ? argument.range : { start, end: start + argument.name.length };
}

function hasGenerator(argList: SyntaxNode): boolean {
  return argList.getChild('for') !== null;
}

/** The arguments behind the first one that `leading` names or that comes first by position. */
export function splitLeading(
  evaluator: Evaluator,
  call: SyntaxNode,
  leading: string,
): { readonly first: Argument | null; readonly rest: readonly Argument[] } {
  const all = callArguments(evaluator.names.source, call);
  const index = all.findIndex(
    (argument) => argument.name === leading || (argument.name === null && argument.star === ''),
  );
  const first = all[index] ?? null;
  return { first, rest: all.filter((_, at) => at !== index) };
}
