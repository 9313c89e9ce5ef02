import type { AST } from '@eslint-community/regexpp';

export type OneCharacter =
  AST.Character | AST.CharacterSet | AST.CharacterClass | AST.ExpressionCharacterClass;

/** Whether a one-character element matches the UTF-16 code unit `code`. */
export function accepts(
  element: OneCharacter | AST.CharacterClassElement,
  code: number,
  ignoreCase: boolean,
): boolean {
  switch (element.type) {
    case 'Character':
      return element.value === code || (ignoreCase && foldCase(element.value) === foldCase(code));
    case 'CharacterClassRange':
      return (
        inRange(element, code) || (ignoreCase && otherCases(code).some((other) => inRange(element, other)))
      );
    case 'CharacterClass':
      return element.elements.some((part) => accepts(part, code, ignoreCase)) !== element.negate;
    case 'CharacterSet':
      return inSet(element, code);
    default:
      return false;
  }
}

/** `accepts` for one element that is asked time and again about the same few characters. */
export function acceptor(element: OneCharacter, ignoreCase: boolean): (code: number) => boolean {
  if (element.type === 'Character' && !ignoreCase) return (code) => code === element.value;
  const known = new Map<number, boolean>();
  return (code) => {
    const before = known.get(code);
    if (before !== undefined) return before;
    const accepted = accepts(element, code, ignoreCase);
    known.set(code, accepted);
    return accepted;
  };
}

function inRange(range: AST.CharacterClassRange, code: number): boolean {
  return code >= range.min.value && code <= range.max.value;
}

function inSet(set: AST.CharacterSet, code: number): boolean {
  const character = String.fromCharCode(code);
  switch (set.kind) {
    case 'any':
      return !/[\n\r\u2028\u2029]/.test(character);
    case 'digit':
      return /\d/.test(character) !== set.negate;
    case 'space':
      return /\s/.test(character) !== set.negate;
    case 'word':
      return /\w/.test(character) !== set.negate;
    case 'property':
      return false;
  }
}

function foldCase(code: number): number {
  return String.fromCharCode(code).toUpperCase().charCodeAt(0);
}

function otherCases(code: number): number[] {
  const character = String.fromCharCode(code);
  return [character.toLowerCase().charCodeAt(0), character.toUpperCase().charCodeAt(0)];
}
