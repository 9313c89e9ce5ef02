import { parse } from 'tldts';
import { isBrowserOrigin } from './originLiteral.ts';
import { registrableDomain } from './registrableDomain.ts';

/** An origin that is a part of a text without being one of those that it names. */
export interface PartOrigin {
  readonly origin: string;
  /** Somebody else can register its host. */
  readonly strangers: boolean;
}

const maxLength = 500;

/**
 * Origins that a search for a part of `text` lets in: those in it, cut off early. One that a stranger can register comes first, the
 * longest of each kind.
 */
export function partsOfOrigins(text: string): readonly PartOrigin[] {
  const named = text.slice(0, maxLength).match(/https?:\/\/[^\s,;|/]+/gi) ?? [];
  const found = named.flatMap(shortened);
  return [...found.filter(({ strangers }) => strangers), ...found.filter(({ strangers }) => !strangers)];
}

function shortened(origin: string): readonly PartOrigin[] {
  const found: PartOrigin[] = [];
  const own = hostOf(origin);
  const hostAt = origin.indexOf('//') + 2;
  for (let end = origin.length - 1; end > hostAt; end--) {
    const part = origin.slice(0, end);
    if (!isBrowserOrigin(part)) continue;
    const domain = registrableDomain(hostOf(part));
    const strangers = domain !== null && domain !== registrableDomain(own) && parse(domain).isIcann === true;
    found.push({ origin: part, strangers });
  }
  return found;
}

function hostOf(origin: string): string {
  return URL.canParse(origin) ? new URL(origin).hostname : '';
}
