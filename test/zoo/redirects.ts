import { freePort } from '../real/live/rawServer.ts';
import { put, type Animal } from './animal.ts';
import { allowsPut, head, noBody, redirect } from './bytes.ts';
import { answers, says, tcp } from './keepers.ts';

const to = (location: string, status?: string): Animal['keep'] => tcp(says(redirect(location, status)));
const endless = { result: 'not-cors', says: /redirected more than 20 times/ } as const;
const otherScheme = { result: 'not-cors', says: /not http or https/ } as const;

export const redirects: readonly Animal[] = [
  { name: 'redirects to itself', keep: to('/'), ...endless },
  {
    name: 'redirects to itself, longer and longer',
    keep: tcp((socket) =>
      socket.on('data', (request: Buffer) => {
        const path = request.toString('latin1').split(' ')[1] ?? '/';
        socket.write(redirect(`${path}${'a'.repeat(1000)}`));
      }),
    ),
    ...endless,
  },
  {
    name: 'redirects to and fro',
    keep: tcp((socket) =>
      socket.on('data', (request: Buffer) =>
        socket.write(redirect(request.toString('latin1').startsWith('GET / ') ? '/there' : '/')),
      ),
    ),
    ...endless,
  },
  {
    name: 'redirects with 308 to itself after each preflight',
    keep: tcp(answers(allowsPut, redirect('/', '308 Permanent Redirect'))),
    request: put,
    ...endless,
  },
  {
    name: 'redirects the preflight',
    keep: to('/elsewhere', '307 Temporary Redirect'),
    request: put,
    result: 'blocked',
    says: /redirect/,
  },
  {
    name: 'redirects to a URL with a password',
    keep: to('http://a:s3cret@other.invalid/'),
    result: 'blocked',
    says: /user name or password/,
  },
  {
    name: 'redirects to itself with a user name',
    keep: tcp(says((origin) => redirect(origin.replace('//', '//s3cret@')))),
    result: 'blocked',
    says: /user name or password/,
  },
  { name: 'redirects to ftp', keep: to('ftp://other.invalid/'), ...otherScheme },
  { name: 'redirects to javascript', keep: to('javascript:globalThis.__pwned=1'), ...otherScheme },
  { name: 'redirects to data', keep: to('data:text/html,<script>parent.__pwned=1</script>'), ...otherScheme },
  { name: 'redirects to a file', keep: to('file:///etc/passwd'), ...otherScheme },
  { name: 'redirects to about:blank', keep: to('about:blank'), ...otherScheme },
  { name: 'redirects to nowhere', keep: to('http://'), result: 'not-cors', says: /is none\./ },
  {
    name: 'redirects to a port beyond all ports',
    keep: to('http://127.0.0.1:99999/'),
    result: 'not-cors',
    says: /is none\./,
  },
  {
    name: 'redirects to an unsafe port',
    keep: to('http://127.0.0.1:6667/'),
    result: 'not-cors',
    says: /never call port 6667/,
  },
  {
    name: 'redirects to a port that is closed',
    keep: async (habitat) => to(`http://127.0.0.1:${await freePort()}/`)(habitat),
    result: 'not-cors',
    kind: 'refused',
    says: /Nothing listens on/,
  },
  {
    name: 'redirects to a name that nobody has',
    keep: to('http://nobody.invalid/'),
    result: 'not-cors',
    kind: 'dns',
    says: /No server has the name nobody\.invalid/,
  },
  { name: 'redirects with an empty Location', keep: to(''), result: 'readable' },
  {
    name: 'redirects without Location',
    keep: tcp(says(`${head('302 Found')}${noBody}`)),
    result: 'readable',
  },
  {
    name: 'redirects to two places',
    keep: tcp(says(`${head('302 Found')}Location: /a\r\nLocation: /b\r\n${noBody}`)),
    result: 'not-cors',
  },
  {
    name: 'redirects twice to one place',
    keep: tcp(says(`${head('302 Found')}Location: /\r\nLocation: /\r\n${noBody}`)),
    ...endless,
  },
  { name: 'redirects with 100 KB of Location', keep: to(`/${'a'.repeat(100_000)}`), ...endless },
  { name: 'redirects to bytes beyond ASCII', keep: to('/Zo\xeb'), ...endless },
  { name: 'redirects with backslashes', keep: to('\\\\nobody.invalid\\a'), result: 'not-cors', kind: 'dns' },
  { name: 'redirects to a path of dots', keep: to(`/${'../'.repeat(500)}`), ...endless },
  { name: 'answers 300 with a Location', keep: to('/', '300 Multiple Choices'), result: 'readable' },
  { name: 'answers 399 with a Location', keep: to('/', '399 Own'), result: 'readable' },
];
