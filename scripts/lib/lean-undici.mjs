import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

/** What Preflight's client never asks for: it hands over its own sockets, speaks HTTP/2 itself, and its bodies are bytes. */
const leftOut =
  /[\\/]undici[\\/]lib[\\/](core[\\/]connect|dispatcher[\\/]client-h2|web[\\/]fetch[\\/]body)\.js$/;

/** undici's HTTP parser with and without SIMD instructions, each as Base64. */
const parsers = /[\\/]undici[\\/]lib[\\/]llhttp[\\/]llhttp(_simd)?-wasm\.js$/;

/**
 * undici without the modules that no request of Preflight reaches: whoever reaches one all the same gets an error that says so. Its
 * parser becomes a file of its own, as Base64 hardly shrinks in a zip archive; undici falls back to the one without SIMD, and a
 * test of one endpoint gains nothing from the other, so that one serves as both.
 * @param {string} dist the folder that the bundle and the parser are written to
 * @returns {import('esbuild').Plugin}
 */
export function leanUndici(dist) {
  return {
    name: 'lean-undici',
    setup(builder) {
      builder.onLoad({ filter: leftOut }, ({ path: file }) => ({ contents: absent(path.basename(file)) }));
      builder.onLoad({ filter: parsers }, ({ path: file }) => {
        const wasm = createRequire(file)('./llhttp-wasm.js');
        mkdirSync(dist, { recursive: true });
        writeFileSync(path.join(dist, 'llhttp.wasm'), wasm);
        return { contents: fromFile('llhttp.wasm') };
      });
    },
  };
}

/** @param {string} name */
function absent(name) {
  const message = JSON.stringify(`Preflight is built without undici's ${name}.`);
  return `const absent = () => { throw new Error(${message}); };
module.exports = new Proxy(absent, { get: absent });`;
}

/** @param {string} name of a file beside the bundle */
function fromFile(name) {
  return `module.exports = require('node:fs').readFileSync(require('node:path').join(__dirname, '${name}'));`;
}
