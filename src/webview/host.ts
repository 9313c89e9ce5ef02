import type { PageMessage } from '../extension/protocol.ts';

/** What surrounds the page: VS Code, or a stand-in that offers the same three functions. */
export interface HostContext {
  post(message: PageMessage): void;
  getState(): unknown;
  setState(state: unknown): void;
}

interface VsCodeApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

/** The page's host. May be called once: VS Code gives its API to the first who asks. */
export function hostContext(): HostContext {
  const api = acquireVsCodeApi();
  return {
    post: (message) => api.postMessage(message),
    getState: () => api.getState(),
    setState: (state) => api.setState(state),
  };
}
