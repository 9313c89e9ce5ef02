/** A part of undici on its own: its index also loads fetch, WebSocket, cache and mocks, which make the bundle twice as large. */
declare module 'undici/lib/dispatcher/client.js' {
  import { Client } from 'undici';
  export = Client;
}

/** The names under which undici keeps its own things. */
declare module 'undici/lib/core/symbols.js' {
  const symbols: { readonly kParser: unique symbol };
  export = symbols;
}
