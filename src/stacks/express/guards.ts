import type { Handler, NativeValue, Value } from './values.ts';
import { host, native, undefinedValue, unknown, type Argument } from './values.ts';

/** Strategies of Passport that answer 401 to whoever sends no login; others may let requests pass without one. */
const strict = /^(?:jwt|bearer|basic|digest|local|headerapikey|oauth-bearer)$/;

/**
 * What libraries offer whose handlers answer 401 to whoever sends no login, OPTIONS included; null for any other library.
 * `make` makes a handler.
 */
export function guardsOf(
  module: string,
  imported: string,
  make: (name: string, handler: Handler) => NativeValue,
): Value | null {
  const isWhole = imported === '*' || imported === 'default';
  if (module === 'express-basic-auth' && isWhole) {
    const basicAuth = native('basicAuth', () => make('basicAuth()', { kind: 'refuses' }));
    return { ...basicAuth, members: { default: basicAuth } };
  }
  if (module !== 'passport' || !isWhole) return null;
  const authenticate = native('authenticate', (args) =>
    isStrict(args)
      ? make('passport.authenticate()', { kind: 'refuses' })
      : unknown('a handler of Passport', 'passport.authenticate', true),
  );
  const passport: Value = host('passport', (name) => {
    if (name === 'default') return passport;
    if (name === 'authenticate') return authenticate;
    return name.startsWith('set ')
      ? undefinedValue
      : unknown(`'${name}' of Passport`, `passport.${name}`, true);
  });
  return passport;
}

/** With a callback the program answers by itself. */
function isStrict([strategy, , callback]: readonly Argument[]): boolean {
  const value = strategy?.value;
  const names = value?.type === 'list' ? value.items : value ? [value] : [];
  return (
    !callback && names.length > 0 && names.every((name) => name.type === 'text' && strict.test(name.value))
  );
}
