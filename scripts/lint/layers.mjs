/**
 * The order of the house: a folder of src imports only from folders that stand before it. The last row is of equals
 * that do not import each other.
 */
export const layers = [
  ['cors'],
  ['engines'],
  ['policy'],
  ['stacks'],
  ['rules'],
  ['project'],
  ['paste'],
  ['probe'],
  ['report'],
  ['cli', 'extension', 'webview'],
];

/** From here on a folder may do I/O and import node:*. */
export const firstWithIo = 'probe';

/**
 * What the two ends of the panel share: of other folders the page imports only these files, and types, which leave
 * nothing in the bundle.
 */
export const sharedWithPage = ['extension/protocol.ts', 'extension/guards.ts', 'report/browserNames.ts'];
