const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/** True for an RFC 9110 token: the ABNF of methods and field names. */
export function isToken(value: string): boolean {
  return token.test(value);
}

/** Strips leading and trailing HTTP whitespace bytes (TAB, LF, CR, SP), as the Fetch standard normalises a header value. */
export function normaliseValue(value: string): string {
  let start = 0;
  let end = value.length;
  while (start < end && isHttpWhitespace(value.charCodeAt(start))) start++;
  while (end > start && isHttpWhitespace(value.charCodeAt(end - 1))) end--;
  return start === 0 && end === value.length ? value : value.slice(start, end);
}

function isHttpWhitespace(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || code === 0x0d;
}

/** True for a byte string without NUL, LF and CR: what a normalised header value may hold. */
export function isHeaderValue(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (code > 0xff || code === 0 || code === 0x0a || code === 0x0d) return false;
  }
  return true;
}

/** Strips SP and TAB, the whitespace that may surround a list element in a field value. */
export function trimElement(value: string): string {
  return value.replace(/^[\t ]+|[\t ]+$/g, '');
}

const printableAscii = /^[ -~]*$/;

/** ASCII lower case only: `K` (Kelvin sign) and friends stay what they are. */
export function asciiLowercase(value: string): string {
  if (printableAscii.test(value)) return value.toLowerCase();
  return value.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
