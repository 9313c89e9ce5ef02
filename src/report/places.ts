import type { LossReason, Stack } from '../policy/types.ts';
import type { Observed } from '../project/observed.ts';
import { fixFor, type PlaceFix } from '../project/placeFix.ts';
import { placesIn, ranked, type Place, type SourceText } from '../project/where.ts';
import { positionsIn } from './position.ts';

/** A line of the workspace that makes, loses or lacks the header that decided: plain data. */
export interface PlaceReport {
  readonly stack: Stack;
  /** Relative to the workspace, with `/` as separator. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The source line, trimmed. */
  readonly snippet: string;
  /** What this line does to the answer. */
  readonly sentence: string;
  /** What the fix does; null where there is none to apply. */
  readonly fix: string | null;
}

/** A place in words, and what can be done at it. */
export interface DescribedPlace {
  readonly place: Place;
  readonly report: PlaceReport;
  readonly fix: PlaceFix | null;
}

/** The places of a workspace that the outcome of a test comes from, the likeliest first. Takes as long as reading all files does. */
export function findPlaces(files: readonly SourceText[], observed: Observed): readonly DescribedPlace[] {
  const places = files.flatMap((file) => placesIn(file, observed));
  return describePlaces(places, files, observed);
}

/** Of what `placesIn` found in each of `files`, what is worth showing, in words. */
export function describePlaces(
  places: readonly Place[],
  files: readonly SourceText[],
  observed: Observed,
): readonly DescribedPlace[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  return ranked(places).flatMap((place) => {
    const file = byPath.get(place.path);
    return file ? [describePlace(place, file, observed)] : [];
  });
}

function describePlace(place: Place, file: SourceText, observed: Observed): DescribedPlace {
  const { text, path } = file;
  const { line } = positionsIn(text)(place.range.start);
  const fix = fixFor(file, place, observed);
  const snippet = (text.split(/\r\n|\r|\n/)[line - 1] ?? '').trim();
  const sentence = sentenceOf(place, observed);
  return {
    place,
    fix,
    report: { stack: place.stack, path, line, snippet, sentence, fix: fix?.title ?? null },
  };
}

/** Longer values are not worth repeating beside the line that they stand in. */
const longest = 60;

function sentenceOf({ why, header, value, lost }: Place, { request, url }: Observed): string {
  const { pathname } = new URL(url);
  switch (why) {
    case 'sets':
      return value === null || value.length > longest
        ? `This sends ${header}.`
        : `This sends ${header}: ${value}.`;
    case 'loses':
      return lossSentence(header, lost);
    case 'not-for-options':
      return `This sends ${header} with ${request.method}, but not with the answer to OPTIONS.`;
    case 'answers-options':
      return 'This answers OPTIONS before CORS does, and refuses it.';
    case 'belongs':
      return `Nothing here sends ${header} for ${pathname}: this is where it belongs.`;
  }
}

function lossSentence(header: string, lost: LossReason | null): string {
  switch (lost) {
    case 'replaced-by-nested-level':
      return `${header} is lost here: a block with an add_header of its own inherits none from outside.`;
    case 'not-on-this-status':
      return `${header} is sent with successful answers alone, because “always” is missing.`;
    case 'answered-in-front':
      return `Something in front answers before ${header} is added.`;
    case 'made-outside':
      return `The error page of the server is made outside of CORSMiddleware, without ${header}.`;
    case 'overwritten':
      return `A later line replaces ${header}.`;
    case 'refused':
      return `The server refuses this value of ${header}, and the answer fails.`;
    case null:
      return `${header} is lost here.`;
  }
}
