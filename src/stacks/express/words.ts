/** As a word of its own or in a longer name: `cors`, `cors_1`, `setCors`, `corsHeaders`, `CORS_ORIGIN`; not `corsair`. */
const cors = /(?<![A-Za-z])cors(?![a-z])|Cors(?![a-z])|CORS/;

/** Words of code that deals with CORS. */
export function namesCors(source: string): boolean {
  return cors.test(source) || /access-control/i.test(source);
}
