import { neverEnds, put, type Animal } from './animal.ts';
import { allowsPut, ok } from './bytes.ts';
import { answers, drips, floods, says, tcp } from './keepers.ts';

const late = { result: 'not-cors', kind: 'timeout', says: /did not answer/, waits: true } as const;

export const slow: readonly Animal[] = [
  { name: 'says nothing', keep: tcp(() => undefined), ...late, says: /did not answer GET \/ within 1\.5 s/ },
  {
    name: 'never reads what it is sent',
    keep: tcp((socket) => socket.pause()),
    request: { method: 'POST' },
    body: 'x'.repeat(8_000_000),
    ...late,
  },
  { name: 'drips the status line', keep: tcp(drips('HTTP/1.1 200 ')), ...late },
  { name: 'drips a header', keep: tcp(drips(ok)), ...late },
  { name: 'drips one header after the other', keep: tcp(drips(ok, 'X-A: 1\r\n')), ...late },
  { name: 'drips empty lines before its answer', keep: tcp(drips('', '\r\n')), ...late },
  { name: 'drips the body', keep: tcp(drips(`${ok}Content-Length: 100000\r\n\r\n`)), result: 'readable' },
  {
    name: 'drips chunks',
    keep: tcp(drips(`${ok}Transfer-Encoding: chunked\r\n\r\n`, '1\r\na\r\n')),
    result: 'readable',
  },
  {
    name: 'drips the size of a chunk',
    keep: tcp(drips(`${ok}Transfer-Encoding: chunked\r\n\r\n`, '0')),
    result: 'readable',
  },
  {
    name: 'sends a header and then nothing',
    keep: tcp(says(`${ok}Content-Length: 10\r\n\r\n`)),
    result: 'readable',
  },
  {
    name: 'says nothing more after the preflight',
    keep: tcp(answers(allowsPut, null)),
    request: put,
    ...late,
    says: /did not answer PUT \//,
  },
  {
    name: 'never ends the body of the preflight, nor that of the answer',
    chromium: neverEnds,
    keep: tcp(floods(`${ok}Access-Control-Allow-Methods: PUT\r\n\r\n`, 'x'.repeat(65_536))),
    request: put,
    result: 'readable',
  },
];
