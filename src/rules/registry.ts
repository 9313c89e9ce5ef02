import { nonCanonicalOrigin } from './non-canonical-origin.ts';
import { nullOriginAllowed } from './null-origin-allowed.ts';
import { originListInOneString } from './origin-list-in-one-string.ts';
import { originMissingScheme } from './origin-missing-scheme.ts';
import { originWithPathOrQuery } from './origin-with-path-or-query.ts';
import { reflectOriginCredentials } from './reflect-origin-credentials.ts';
import { regexMissingLabelBoundary } from './regex-missing-label-boundary.ts';
import { regexUnanchored } from './regex-unanchored.ts';
import { regexUnescapedDot } from './regex-unescaped-dot.ts';
import { sharedHostingSuffix } from './shared-hosting-suffix.ts';
import { trailingSlashOrigin } from './trailing-slash-origin.ts';
import type { Rule } from './types.ts';
import { wildcardSubdomainLiteral } from './wildcard-subdomain-literal.ts';
import { wildcardWithCredentials } from './wildcard-with-credentials.ts';

/** Every rule, alphabetical. Ids are never reused; a retired id stays here as a comment. */
export const rules: readonly Rule[] = [
  nonCanonicalOrigin,
  nullOriginAllowed,
  originListInOneString,
  originMissingScheme,
  originWithPathOrQuery,
  reflectOriginCredentials,
  regexMissingLabelBoundary,
  regexUnanchored,
  regexUnescapedDot,
  sharedHostingSuffix,
  trailingSlashOrigin,
  wildcardSubdomainLiteral,
  wildcardWithCredentials,
];
