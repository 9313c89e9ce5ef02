/** A part of undici on its own: its index also loads fetch, WebSocket, cache and mocks, which make the bundle twice as large. */
declare module 'undici/lib/dispatcher/agent.js' {
  import { Agent } from 'undici';
  export = Agent;
}
