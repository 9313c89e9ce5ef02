import type { Kept } from './kept.ts';

const url = '{B}/{id}/r0';
const allowed = ['Access-Control-Allow-Origin', '*'] as const;

/** What elements with a crossorigin attribute ask for, and what consoles say when they do not get it. */
export const elementCases: readonly Kept[] = ['img', 'script', 'link', 'video', 'audio', 'track'].flatMap(
  (initiator) =>
    (['same-origin', 'include'] as const).map((credentials): Kept => {
      const headers = credentials === 'include' ? [allowed] : [];
      return {
        name: `element ${initiator} ${credentials}`,
        browsers: {},
        case: {
          request: {
            url,
            origin: '{A}',
            method: 'GET',
            headers: [],
            credentials,
            mode: 'cors',
            redirect: 'follow',
            body: false,
            initiator,
          },
          answers: [{ url, preflight: false, status: 200, headers }],
        },
      };
    }),
);
