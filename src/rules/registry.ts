import { fastapiCorsNotOutermost } from './fastapi-cors-not-outermost.ts';
import { fastapiDefaultHeaders } from './fastapi-default-headers.ts';
import { fastapiDefaultMethods } from './fastapi-default-methods.ts';
import { fastapiListArgAsString } from './fastapi-list-arg-as-string.ts';
import { fastapiMethodsLowercase } from './fastapi-methods-lowercase.ts';
import { fastapiOriginsString } from './fastapi-origins-string.ts';
import { fastapiRegexNotFullmatch } from './fastapi-regex-not-fullmatch.ts';
import { fastapiSingleElementList } from './fastapi-single-element-list.ts';
import { fastapiUnknownArgument } from './fastapi-unknown-argument.ts';
import { nginxAddHeaderInheritance } from './nginx-add-header-inheritance.ts';
import { nginxAddHeaderNotAlways } from './nginx-add-header-not-always.ts';
import { nginxAuthBlocksPreflight } from './nginx-auth-blocks-preflight.ts';
import { nginxHeaderNameColon } from './nginx-header-name-colon.ts';
import { nginxIfDropsHeaders } from './nginx-if-drops-headers.ts';
import { nginxMapBadDefault } from './nginx-map-bad-default.ts';
import { nginxMapNotRegex } from './nginx-map-not-regex.ts';
import { nginxMultipleAcao } from './nginx-multiple-acao.ts';
import { nginxStaticOptions405 } from './nginx-static-options-405.ts';
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
import { starletteWildcardCredentials } from './starlette-wildcard-credentials.ts';
import { trailingSlashOrigin } from './trailing-slash-origin.ts';
import type { Rule } from './types.ts';
import { varyOriginMissing } from './vary-origin-missing.ts';
import { wildcardSubdomainLiteral } from './wildcard-subdomain-literal.ts';
import { wildcardWithCredentials } from './wildcard-with-credentials.ts';

/** Every rule, alphabetical. Ids are never reused; a retired id stays here as a comment. */
export const rules: readonly Rule[] = [
  fastapiCorsNotOutermost,
  fastapiDefaultHeaders,
  fastapiDefaultMethods,
  fastapiListArgAsString,
  fastapiMethodsLowercase,
  fastapiOriginsString,
  fastapiRegexNotFullmatch,
  fastapiSingleElementList,
  fastapiUnknownArgument,
  nginxAddHeaderInheritance,
  nginxAddHeaderNotAlways,
  nginxAuthBlocksPreflight,
  nginxHeaderNameColon,
  nginxIfDropsHeaders,
  nginxMapBadDefault,
  nginxMapNotRegex,
  nginxMultipleAcao,
  nginxStaticOptions405,
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
  starletteWildcardCredentials,
  trailingSlashOrigin,
  varyOriginMissing,
  wildcardSubdomainLiteral,
  wildcardWithCredentials,
];
