/** What an expression gives for one request: a text, or why the file alone does not tell. */
export type Value =
  { readonly known: true; readonly text: string } | { readonly known: false; readonly why: string };

export const empty: Value = { known: true, text: '' };

export function text(value: string): Value {
  return { known: true, text: value };
}

export function unknown(why: string): Value {
  return { known: false, why };
}

export type Part = { readonly literal: string } | { readonly variable: string };

const variable = /\$(?:\{(\w+)\}|(\w+))/g;

/** Splits a value as nginx's script compiler does: `$name`, `${name}` and `$1` are variables, the rest is literal. */
export function partsOf(template: string): readonly Part[] {
  if (!template.includes('$')) return template === '' ? [] : [{ literal: template }];
  const parts: Part[] = [];
  let at = 0;
  for (const match of template.matchAll(variable)) {
    // `$12` is the first group followed by a literal 2.
    const name = match[1] ?? match[2] ?? '';
    const group = match[2] !== undefined && /^\d/.test(name) ? name.slice(0, 1) : name;
    if (match.index > at) parts.push({ literal: template.slice(at, match.index) });
    parts.push({ variable: group });
    at = match.index + match[0].length - (name.length - group.length);
  }
  if (at < template.length) parts.push({ literal: template.slice(at) });
  return parts;
}

/** The variable's name when the whole template is one, otherwise null. */
export function soleVariable(template: string): string | null {
  const parts = partsOf(template);
  const [part] = parts;
  return parts.length === 1 && part && 'variable' in part ? part.variable : null;
}

/** True when the template holds no variable. */
export function isConstant(template: string): boolean {
  return partsOf(template).every((part) => 'literal' in part);
}
