import { acacNotTrue } from './acac-not-true.ts';
import { acamBadSyntax } from './acam-bad-syntax.ts';
import { acamLowercase } from './acam-lowercase.ts';
import { acaoArrayOrAppend } from './acao-array-or-append.ts';
import { acaoOnlyOnPreflight } from './acao-only-on-preflight.ts';
import { allSubdomainsWithCredentials } from './all-subdomains-with-credentials.ts';
import { apacheAuthBlocksOptions } from './apache-auth-blocks-options.ts';
import { apacheEnvConditionMissing } from './apache-env-condition-missing.ts';
import { apacheHeaderAdd } from './apache-header-add.ts';
import { apacheHeaderInLimit } from './apache-header-in-limit.ts';
import { apacheHeaderNotAlways } from './apache-header-not-always.ts';
import { apacheHttpOriginEnv } from './apache-http-origin-env.ts';
import { apacheIfmoduleTypo } from './apache-ifmodule-typo.ts';
import { apacheLimitexceptBlocksOptions } from './apache-limitexcept-blocks-options.ts';
import { apacheLiteralDollarZero } from './apache-literal-dollar-zero.ts';
import { apacheRewriteStatusNeedsAlways } from './apache-rewrite-status-needs-always.ts';
import { apacheSetAndAlwaysSet } from './apache-set-and-always-set.ts';
import { apacheUnquotedList } from './apache-unquoted-list.ts';
import { cargoAllowHeaders } from './cargo-allow-headers.ts';
import { clientNoCorsMode } from './client-no-cors-mode.ts';
import { clientSendsAcao } from './client-sends-acao.ts';
import { corsAfterAuth } from './cors-after-auth.ts';
import { corsAfterLimiterOrParser } from './cors-after-limiter-or-parser.ts';
import { corsAfterRoutes } from './cors-after-routes.ts';
import { corsCallbackNotOnAllPaths } from './cors-callback-not-on-all-paths.ts';
import { corsDenyFalseWithoutVary } from './cors-deny-false-without-vary.ts';
import { corsDenyWithError } from './cors-deny-with-error.ts';
import { corsNonObjectArgument } from './cors-non-object-argument.ts';
import { corsNotCalled } from './cors-not-called.ts';
import { corsOriginFnReturns } from './cors-origin-fn-returns.ts';
import { corsTruthyObjectOrigin } from './cors-truthy-object-origin.ts';
import { corsUnknownOption } from './cors-unknown-option.ts';
import { credentialedCookieSamesite } from './credentialed-cookie-samesite.ts';
import { credentialsNotBooleanTrue } from './credentials-not-boolean-true.ts';
import { envDefaultWildcard } from './env-default-wildcard.ts';
import { envSplitNoTrim } from './env-split-no-trim.ts';
import { envUndefinedOrigin } from './env-undefined-origin.ts';
import { exposeForbiddenHeader } from './expose-forbidden-header.ts';
import { express5StarPath } from './express5-star-path.ts';
import { fastapiCorsNotOutermost } from './fastapi-cors-not-outermost.ts';
import { fastapiDefaultHeaders } from './fastapi-default-headers.ts';
import { fastapiDefaultMethods } from './fastapi-default-methods.ts';
import { fastapiListArgAsString } from './fastapi-list-arg-as-string.ts';
import { fastapiMethodsLowercase } from './fastapi-methods-lowercase.ts';
import { fastapiOriginsString } from './fastapi-origins-string.ts';
import { fastapiRegexNotFullmatch } from './fastapi-regex-not-fullmatch.ts';
import { fastapiSingleElementList } from './fastapi-single-element-list.ts';
import { fastapiUnknownArgument } from './fastapi-unknown-argument.ts';
import { fontsMissingWoff2 } from './fonts-missing-woff2.ts';
import { headerNameTypo } from './header-name-typo.ts';
import { headerWriteOverridesCors } from './header-write-overrides-cors.ts';
import { indexofTruthiness } from './indexof-truthiness.ts';
import { insecureHttpOrigin } from './insecure-http-origin.ts';
import { layeredCorsLeftoverAcac } from './layered-cors-leftover-acac.ts';
import { localhostInProduction } from './localhost-in-production.ts';
import { maxAgeUnitOrCap } from './max-age-unit-or-cap.ts';
import { methodCompareLowercase } from './method-compare-lowercase.ts';
import { methodsInAllowedHeaders } from './methods-in-allowed-headers.ts';
import { nginxAddHeaderInheritance } from './nginx-add-header-inheritance.ts';
import { nginxAddHeaderNotAlways } from './nginx-add-header-not-always.ts';
import { nginxAuthBlocksPreflight } from './nginx-auth-blocks-preflight.ts';
import { nginxHeaderNameColon } from './nginx-header-name-colon.ts';
import { nginxIfDropsHeaders } from './nginx-if-drops-headers.ts';
import { nginxMapBadDefault } from './nginx-map-bad-default.ts';
import { nginxMapNotRegex } from './nginx-map-not-regex.ts';
import { nginxMultipleAcao } from './nginx-multiple-acao.ts';
import { nginxStaticOptions405 } from './nginx-static-options-405.ts';
import { noPreflightAnswer } from './no-preflight-answer.ts';
import { nonCanonicalOrigin } from './non-canonical-origin.ts';
import { notAnOrigin } from './not-an-origin.ts';
import { nullAsDenyValue } from './null-as-deny-value.ts';
import { nullOriginAllowed } from './null-origin-allowed.ts';
import { optionsBranchNeverEnds } from './options-branch-never-ends.ts';
import { optionsHandlerDifferentPolicy } from './options-handler-different-policy.ts';
import { optionsSuccessStatusNotOk } from './options-success-status-not-ok.ts';
import { originCallbackAlwaysTrue } from './origin-callback-always-true.ts';
import { originListInOneString } from './origin-list-in-one-string.ts';
import { originMissingScheme } from './origin-missing-scheme.ts';
import { originWithPathOrQuery } from './origin-with-path-or-query.ts';
import { ownHostAsAcao } from './own-host-as-acao.ts';
import { prefixCheck } from './prefix-check.ts';
import { preflightContinueUnhandled } from './preflight-continue-unhandled.ts';
import { refererInsteadOfOrigin } from './referer-instead-of-origin.ts';
import { reflectOriginCredentials } from './reflect-origin-credentials.ts';
import { reflectOriginNoCredentials } from './reflect-origin-no-credentials.ts';
import { regexGlobalOrStickyFlag } from './regex-global-or-sticky-flag.ts';
import { regexMissingLabelBoundary } from './regex-missing-label-boundary.ts';
import { regexUnanchored } from './regex-unanchored.ts';
import { regexUnescapedDot } from './regex-unescaped-dot.ts';
import { regexpStringEscapeLost } from './regexp-string-escape-lost.ts';
import { routeCorsWithoutOptions } from './route-cors-without-options.ts';
import { routeMethodNotListed } from './route-method-not-listed.ts';
import { setheaderUndefinedOrigin } from './setheader-undefined-origin.ts';
import { sharedHostingSuffix } from './shared-hosting-suffix.ts';
import { starInsideArray } from './star-inside-array.ts';
import { starLacksAuthorization } from './star-lacks-authorization.ts';
import { starletteWildcardCredentials } from './starlette-wildcard-credentials.ts';
import { substringCheck } from './substring-check.ts';
import { suffixCheckWithoutDot } from './suffix-check-without-dot.ts';
import { trailingSlashOrigin } from './trailing-slash-origin.ts';
import { unguardedOrigin } from './unguarded-origin.ts';
import { unhandled500WithoutCors } from './unhandled-500-without-cors.ts';
import type { Rule } from './types.ts';
import { unusedSuppression } from './unused-suppression.ts';
import { varyClobbered } from './vary-clobbered.ts';
import { varyOriginMissing } from './vary-origin-missing.ts';
import { wildcardListWithCredentials } from './wildcard-list-with-credentials.ts';
import { wildcardSubdomainLiteral } from './wildcard-subdomain-literal.ts';
import { wildcardWithCredentials } from './wildcard-with-credentials.ts';

/** Every rule, alphabetical. Ids are never reused; a retired id stays here as a comment. */
export const rules: readonly Rule[] = [
  acacNotTrue,
  acamBadSyntax,
  acamLowercase,
  acaoArrayOrAppend,
  acaoOnlyOnPreflight,
  allSubdomainsWithCredentials,
  apacheAuthBlocksOptions,
  apacheEnvConditionMissing,
  apacheHeaderAdd,
  apacheHeaderInLimit,
  apacheHeaderNotAlways,
  apacheHttpOriginEnv,
  apacheIfmoduleTypo,
  apacheLimitexceptBlocksOptions,
  apacheLiteralDollarZero,
  apacheRewriteStatusNeedsAlways,
  apacheSetAndAlwaysSet,
  apacheUnquotedList,
  cargoAllowHeaders,
  clientNoCorsMode,
  clientSendsAcao,
  corsAfterAuth,
  corsAfterLimiterOrParser,
  corsAfterRoutes,
  corsCallbackNotOnAllPaths,
  corsDenyFalseWithoutVary,
  corsDenyWithError,
  corsNonObjectArgument,
  corsNotCalled,
  corsOriginFnReturns,
  corsTruthyObjectOrigin,
  corsUnknownOption,
  credentialedCookieSamesite,
  credentialsNotBooleanTrue,
  envDefaultWildcard,
  envSplitNoTrim,
  envUndefinedOrigin,
  exposeForbiddenHeader,
  express5StarPath,
  fastapiCorsNotOutermost,
  fastapiDefaultHeaders,
  fastapiDefaultMethods,
  fastapiListArgAsString,
  fastapiMethodsLowercase,
  fastapiOriginsString,
  fastapiRegexNotFullmatch,
  fastapiSingleElementList,
  fastapiUnknownArgument,
  fontsMissingWoff2,
  headerNameTypo,
  headerWriteOverridesCors,
  indexofTruthiness,
  insecureHttpOrigin,
  layeredCorsLeftoverAcac,
  localhostInProduction,
  maxAgeUnitOrCap,
  methodCompareLowercase,
  methodsInAllowedHeaders,
  nginxAddHeaderInheritance,
  nginxAddHeaderNotAlways,
  nginxAuthBlocksPreflight,
  nginxHeaderNameColon,
  nginxIfDropsHeaders,
  nginxMapBadDefault,
  nginxMapNotRegex,
  nginxMultipleAcao,
  nginxStaticOptions405,
  noPreflightAnswer,
  nonCanonicalOrigin,
  notAnOrigin,
  nullAsDenyValue,
  nullOriginAllowed,
  optionsBranchNeverEnds,
  optionsHandlerDifferentPolicy,
  optionsSuccessStatusNotOk,
  originCallbackAlwaysTrue,
  originListInOneString,
  originMissingScheme,
  originWithPathOrQuery,
  ownHostAsAcao,
  prefixCheck,
  preflightContinueUnhandled,
  refererInsteadOfOrigin,
  reflectOriginCredentials,
  reflectOriginNoCredentials,
  regexGlobalOrStickyFlag,
  regexMissingLabelBoundary,
  regexpStringEscapeLost,
  regexUnanchored,
  regexUnescapedDot,
  routeCorsWithoutOptions,
  routeMethodNotListed,
  setheaderUndefinedOrigin,
  sharedHostingSuffix,
  starInsideArray,
  starLacksAuthorization,
  starletteWildcardCredentials,
  substringCheck,
  suffixCheckWithoutDot,
  trailingSlashOrigin,
  unguardedOrigin,
  unhandled500WithoutCors,
  unusedSuppression,
  varyClobbered,
  varyOriginMissing,
  wildcardListWithCredentials,
  wildcardSubdomainLiteral,
  wildcardWithCredentials,
];
