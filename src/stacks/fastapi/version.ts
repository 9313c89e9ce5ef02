/** What differs between releases of Starlette, in the parts that CORS answers show. */
export interface Behaviour {
  /** With `*` and credentials every answer names the asking origin (1.0); before, only one to a request with cookies. */
  readonly echoesWithoutCookie: boolean;
  /** A preflight that asks for the private network is refused unless allowed (0.51). */
  readonly knowsPrivateNetwork: boolean;
  /** `Vary` on every answer, and all that a preflight depends on (1.7). */
  readonly variesAlways: boolean;
  /** `*` in allow_methods includes QUERY (1.7). */
  readonly knowsQuery: boolean;
}

/** In: a version or requirement such as `0.47.3` or `>=1.0,<2`; the current release when left out. */
export function behaviourOf(version: string | undefined): Behaviour {
  const release = /(\d+)\.(\d+)/.exec(version ?? '');
  const major = release ? Number(release[1]) : Infinity;
  const minor = release ? Number(release[2]) : Infinity;
  const atLeast = (wantedMajor: number, wantedMinor: number): boolean =>
    major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
  return {
    echoesWithoutCookie: atLeast(1, 0),
    knowsPrivateNetwork: atLeast(0, 51),
    variesAlways: atLeast(1, 7),
    knowsQuery: atLeast(1, 7),
  };
}
