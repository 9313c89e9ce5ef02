/** The first lines of an answer that lets every page in. */
export const ok = head('200 OK');

/** What ends a header and says that no body follows. */
export const noBody = 'Content-Length: 0\r\n\r\n';

/** A whole answer to a preflight for PUT, or to anything else. */
export const allowsPut = `${head('204 No Content')}Access-Control-Allow-Methods: PUT\r\n\r\n`;

/** Status line and Access-Control-Allow-Origin. */
export function head(status: string): string {
  return `HTTP/1.1 ${status}\r\nAccess-Control-Allow-Origin: *\r\n`;
}

/** A whole answer with these lines in its header. */
export function withLines(...lines: readonly string[]): string {
  return `${ok}${lines.map((line) => `${line}\r\n`).join('')}${noBody}`;
}

export function redirect(location: string, status = '302 Found'): string {
  return `${head(status)}Location: ${location}\r\n${noBody}`;
}

/** A whole answer that has this body. */
export function withBody(body: Buffer, ...lines: readonly string[]): Buffer {
  const header = `${ok}${lines.map((line) => `${line}\r\n`).join('')}Content-Length: ${body.length}\r\n\r\n`;
  return Buffer.concat([Buffer.from(header, 'latin1'), body]);
}
