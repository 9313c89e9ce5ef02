import type { Policy, ReadContext, Reading } from '../../policy/types.ts';
import { appsOf, isCors, type App, type Placement } from './apps.ts';
import { changesOf, type Changes } from './changes.ts';
import { errorHandlersOf, type ErrorHandler } from './errorHandlers.ts';
import { evaluatorFor, type Evaluator } from './evaluate.ts';
import type { Options } from './options.ts';
import { policyOf, type InFront } from './policy.ts';
import { routesOf, type Route } from './routes.ts';
import { namesOf } from './scope.ts';
import { settingsOf, settingsWhenUnset, type Settings } from './settings.ts';
import { isDamaged, parse, type Source } from './tree.ts';
import { behaviourOf, type Behaviour } from './version.ts';

/** One CORSMiddleware with what only FastAPI's own rules need. */
export interface Install {
  readonly policy: Policy;
  readonly options: Options;
  readonly settings: Settings;
  readonly behaviour: Behaviour;
  /** How it stands when no environment variable is set; null when that makes no difference or is not told. */
  readonly whenUnset: Policy | null;
  /** What stands in front of it. */
  readonly inFront: readonly InFront[];
  /** What fixes of FastAPI's own rules change. */
  readonly changes: Changes;
  /** Of its application, in this file. */
  readonly routes: readonly Route[];
  readonly errorHandlers: readonly ErrorHandler[];
}

/** What only this stack's own rules need, beside the policies. */
export interface FastApiReading extends Reading {
  readonly stack: 'fastapi';
  readonly source: Source;
  readonly installs: readonly Install[];
}

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): FastApiReading {
  const parsed = parse(source);
  const evaluator = evaluatorFor(namesOf(parsed));
  const behaviour = behaviourOf(context.versions?.starlette);
  const found: Found = { routes: routesOf(evaluator), errorHandlers: errorHandlersOf(evaluator) };
  const installs: Install[] = [];
  for (const app of appsOf(evaluator)) {
    for (const placement of app.placements) {
      if (!isCors(evaluator.names, placement.target)) continue;
      installs.push(installOf(evaluator, behaviour, app, placement, found));
    }
  }
  installs.sort((a, b) => a.policy.range.start - b.policy.range.start);
  const errors = installs
    .filter(({ options }) => isDamaged(options.argList))
    .map(({ options }) => ({
      range: { start: options.argList.from, end: options.argList.to },
      message: 'This call is half typed, so only a part of it is read.',
    }));
  return {
    stack: 'fastapi',
    source: parsed,
    policies: installs.map(({ policy }) => policy),
    errors,
    installs,
  };
}

/** By the key of an application. */
interface Found {
  readonly routes: ReadonlyMap<string, readonly Route[]>;
  readonly errorHandlers: ReadonlyMap<string, readonly ErrorHandler[]>;
}

function installOf(
  evaluator: Evaluator,
  behaviour: Behaviour,
  app: App,
  placement: Placement,
  found: Found,
): Install {
  const { options } = placement;
  const settings = settingsOf(options, behaviour);
  const unset = settingsWhenUnset(options, behaviour);
  const { policy, inFront } = policyOf(evaluator, behaviour, app, placement, settings, false);
  return {
    policy,
    options,
    settings,
    behaviour,
    whenUnset: unset ? policyOf(evaluator, behaviour, app, placement, unset, true).policy : null,
    inFront,
    changes: changesOf(evaluator.names, app, placement),
    routes: found.routes.get(app.key) ?? [],
    errorHandlers: found.errorHandlers.get(app.key) ?? [],
  };
}
