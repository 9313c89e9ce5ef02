import { requestFrom } from '../../policy/grant.ts';
import { isNamedElsewhere } from '../../policy/namedElsewhere.ts';
import type { Range } from '../../policy/range.ts';
import type { ClosedWithout, Line } from './exchange.ts';
import { preflightFrom, send, stranger, type PlaceRun } from './send.ts';
import type { Simulated } from './simulate.ts';
import type { Sources } from './sources.ts';

/** What every site gets where an environment variable is not set, and not otherwise. */
export interface OpenWhenUnset {
  readonly variable: string;
  /** Access-Control-Allow-Origin as a stranger gets it. */
  readonly value: string;
  readonly range: Range;
  readonly credentials: boolean;
}

export function openWhenUnset(runs: readonly PlaceRun[]): readonly OpenWhenUnset[] {
  const { ways, complete } = send(runs, requestFrom(stranger));
  if (!complete) return [];
  const conditions = new Set(ways.flatMap(({ run }) => run.conditions()));
  return [...conditions].flatMap((condition): OpenWhenUnset[] => {
    const variable = /^process\.env\.(\w+)(?: is set)?$/.exec(condition)?.[1];
    if (!variable) return [];
    const unset = ways.filter(({ run }) => run.taken(condition) === false);
    const others = ways.filter(({ run }) => run.taken(condition) !== false);
    if (others.every((way) => openLine(way))) return [];
    const [line, ...more] = unset.map(openLine);
    if (!line?.range || more.some((one) => one?.value !== line.value)) return [];
    const credentials = unset.every(({ answer: { lines } }) =>
      lines.some(
        ({ name, value }) => name.toLowerCase() === 'access-control-allow-credentials' && value === 'true',
      ),
    );
    return [{ variable, value: line.value, range: line.range, credentials }];
  });
}

/** The line that lets in every site; undefined where that is not so, or not known. */
function openLine({ answer: { lines, unknown } }: Simulated): Line | undefined {
  if (unknown.length > 0) return undefined;
  return lines.find(({ name, value }) => isAllowOrigin(name) && (value === '*' || value === stranger));
}

/** A package that ends the program when a variable of `.env.example` is not set. */
const stopsAtStart = /['"`]dotenv-safe(?:\/|['"`])/;

/** Variables without which no other site can read anything, and that nothing in the files looks at before. */
export function closedWhenUnset(
  places: readonly (readonly PlaceRun[])[],
  { sourceOf }: Sources,
): readonly ClosedWithout[] {
  const found = places.flatMap((runs) => {
    const { ways, complete } = send(runs, requestFrom(stranger));
    return complete ? closedIn(ways) : [];
  });
  if (found.length === 0) return [];
  const text = sourceOf({ start: 0, end: Number.MAX_SAFE_INTEGER });
  if (stopsAtStart.test(text)) return [];
  const uses = [
    ...found,
    ...places.flatMap((runs) =>
      send(runs, preflightFrom(stranger)).ways.flatMap(({ answer }) => answer.closedWithout),
    ),
  ];
  return found.filter(
    ({ variable }) =>
      !isNamedElsewhere(
        text,
        variable,
        uses.filter((one) => one.variable === variable).map(({ range }) => range),
      ),
  );
}

function closedIn(ways: readonly Simulated[]): readonly ClosedWithout[] {
  const found = ways.flatMap(({ answer }) => answer.closedWithout);
  const variable = found[0]?.variable;
  if (variable === undefined || !/^\w+$/.test(variable) || found.some((one) => one.variable !== variable))
    return [];
  const isAbout = new RegExp(`process\\.env\\.${variable}\\b`);
  const isAlone = ({ answer: { closedWithout, lines, unknown }, run }: Simulated): boolean =>
    closedWithout.length > 0 &&
    !lines.some(({ name }) => isAllowOrigin(name)) &&
    unknown.every(
      ({ about, range }) =>
        !isAllowOrigin(about) || closedWithout.some((one) => one.range.start === range?.start),
    ) &&
    !run.conditions().some((condition) => isAbout.test(condition));
  return ways.every(isAlone) ? found : [];
}

function isAllowOrigin(name: string): boolean {
  return name.toLowerCase() === 'access-control-allow-origin';
}
