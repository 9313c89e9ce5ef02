/** Colours of code are what the grammars hand to an editor; who only reads their trees needs none. */
const noColours = `
const tag = () => tag;
export const tags = new Proxy(tag, { get: () => tag });
export const styleTags = () => () => undefined;
`;

/**
 * Leaves `@lezer/highlight` out of a bundle: the grammars get tags that mean nothing.
 * @returns {import('esbuild').Plugin}
 */
export function leanLezer() {
  return {
    name: 'lean-lezer',
    setup(build) {
      build.onResolve({ filter: /^@lezer\/highlight$/ }, ({ path }) => ({ path, namespace: 'no-colours' }));
      build.onLoad({ filter: /.*/, namespace: 'no-colours' }, () => ({ contents: noColours, loader: 'js' }));
    },
  };
}
