import type { Failure } from '../probe/types.ts';
import { proxySentence } from './proxySentence.ts';
import { tlsSentence } from './tlsSentence.ts';

/** Whom a failure is about. */
export interface FailureContext {
  /** Of the URL that failed. */
  readonly url: URL;
  readonly origin: string;
  /** What was asked, such as `OPTIONS /orders`. */
  readonly asked: string;
  readonly timeoutMs: number | null;
}

/** One sentence about why there is no answer: what happened, to what, what to do next. */
export function failureSentence(failure: Failure, context: FailureContext): string {
  const { url, origin, asked } = context;
  const { host, hostname } = url;
  switch (failure.kind) {
    case 'dns':
      return `No server has the name ${hostname}: check its spelling, or whether this machine's DNS, VPN or hosts file knows it.`;
    case 'refused':
      return `Nothing listens on ${hostAndPort(url)}: start the server, or check the port.`;
    case 'unreachable':
      return `${host} cannot be reached from this machine: check the network or VPN.`;
    case 'reset':
      if (failure.phase === 'tls') return noHandshake(url);
      return `${host} broke the connection off ${failure.phase === 'connect' ? 'before it stood' : `instead of answering ${asked}`}: look into the server's log.`;
    case 'closed':
      if (failure.phase === 'tls') return noHandshake(url);
      return `${host} closed the connection without answering ${asked}: look into the server's log.`;
    case 'timeout':
      if (failure.code === 'OUT_OF_TIME') {
        return `The test ran out of time at ${asked}, after slow answers before it: look into why ${host} is slow, or where its redirects lead.`;
      }
      if (failure.phase === 'tls') return noHandshake(url);
      return failure.phase === 'connect'
        ? `${reached(failure, host)} did not accept a connection${within(context)}: check address, port and firewall.`
        : `${host} did not answer ${asked}${within(context)}: look into what the server waits for.`;
    case 'tls':
      return tlsSentence(failure, url);
    case 'http-parse':
      if (failure.code === 'UNASKED_1XX') {
        return `${host} answered ${asked} with a status 100 or 101 that nobody asked for: let it send the final status alone.`;
      }
      if (failure.code === 'MALFORMED_HEADER') {
        return `${host} answered ${asked} with a header that breaks the rules of HTTP, so that not every client can read it: look at it with curl -v, and mend the server or what stands in front of it.`;
      }
      return failure.code === 'TLS_ANSWER'
        ? `${hostAndPort(url)} speaks https: use https:// in the URL.`
        : `${host} answered ${asked} with something that is not HTTP: check that the port belongs to an HTTP server.`;
    case 'http2':
      return `${host} broke off its HTTP/2 answer to ${asked} (${failure.code ?? 'no reason given'}): look into the log of the server, or of what stands in front of it.`;
    case 'proxy':
      return proxySentence(failure, url);
    case 'headers-too-large':
      return failure.code === 'TOO_MANY_CONTINUATIONS'
        ? `The headers of the answer to ${asked} are larger than 128 KB, more than can be read over HTTP/2 here: let ${host} send less.`
        : `The headers of the answer to ${asked} are larger than 256 KB, where browsers give up: let ${host} send less.`;
    case 'mixed-content':
      return `A page on https may not call http://${host} (mixed content): serve the API over https.`;
    case 'unsendable':
      return `${asked} holds characters that cannot be sent over HTTP: check method and headers.`;
    case 'aborted':
      return `The test was stopped before ${host} answered ${asked}.`;
    case 'other':
      return `The connection to ${host} for the page on ${origin} failed (${failure.code ?? 'no reason given'}): try the URL with curl on this machine.`;
  }
}

/** The proxy, where the way to it is what failed. */
function reached({ proxy }: Failure, host: string): string {
  return proxy === undefined ? host : `The proxy ${proxy}`;
}

function noHandshake(url: URL): string {
  return `${hostAndPort(url)} does not answer in TLS: check that the port speaks https, or use http:// in the URL.`;
}

function within({ timeoutMs }: FailureContext): string {
  return timeoutMs === null ? ' in time' : ` within ${Number((timeoutMs / 1000).toPrecision(3))} s`;
}

function hostAndPort({ hostname, port, protocol }: URL): string {
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}`;
}
