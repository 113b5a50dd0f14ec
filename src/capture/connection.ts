import { createHash } from 'node:crypto';
import type { Socket } from 'node:net';
import { networkInterfaces } from 'node:os';
import { TLSSocket } from 'node:tls';
import type { HttpFacts } from '../domain/capture.ts';
import type { Refusal } from '../domain/errors.ts';
import { judgeAddress, literalAddress } from './address-policy.ts';
import type { Network } from './network.ts';
import { refusalOf } from './network-refusal.ts';

export interface Connection {
  readonly socket: Socket;
  /** Everything that the host's name resolved to, or its literal address. */
  readonly resolvedAddresses: readonly string[];
  readonly peerAddress: string;
  /** Undefined where the connection is not encrypted. */
  readonly tls: HttpFacts['tls'];
}

export type ConnectionRefusalCode = 'address-not-allowed' | 'name-not-found';

/**
 * Opens a connection to a URL's host. Each address is judged before it is dialled, the literal ones and *every* answer
 * of the one look-up whose answers are dialled, and the peer once more when the connection stands, before a byte is sent:
 * a name cannot answer differently in between.
 * Rejects with the network's own error, or the signal's reason.
 */
export async function openConnection(
  url: URL,
  network: Network,
  signal: AbortSignal,
): Promise<Connection | Refusal<ConnectionRefusalCode>> {
  const literal = literalAddress(url.hostname);
  const addresses = literal === null ? await abortable(network.lookup(url.hostname), signal) : [literal];
  if (addresses.length === 0) return refusalOf('name-not-found', url.hostname, null);
  const closed = addresses
    .map((address) => closedAddress(url.hostname, address))
    .find((found) => found !== null);
  if (closed) return closed;
  const port = Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
  const { socket, peerAddress } = await network.dial(addresses, port, signal);
  const wrongPeer = closedAddress(url.hostname, peerAddress);
  if (wrongPeer) {
    socket.destroy();
    return wrongPeer;
  }
  const ready =
    url.protocol === 'https:' ? await network.secure(socket, literal ?? url.hostname, signal) : socket;
  return { socket: ready, resolvedAddresses: addresses, peerAddress, tls: tlsOf(ready) };
}

function tlsOf(socket: Socket): HttpFacts['tls'] {
  if (!(socket instanceof TLSSocket)) return undefined;
  const certificateDigest = `sha256:${createHash('sha256').update(socket.getPeerCertificate().raw).digest('hex')}`;
  return { certificateDigest, protocol: socket.getProtocol() ?? 'unknown' };
}

function closedAddress(host: string, address: string): Refusal<'address-not-allowed'> | null {
  const verdict = isOwnAddress(address)
    ? { allowed: false as const, why: 'this machine' }
    : judgeAddress(address);
  if (verdict.allowed) return null;
  return {
    refused: 'address-not-allowed',
    reason: `${host} leads to ${address || 'no address'}, ${verdict.why}`,
    hint: 'only public web addresses are fetched: save the page and add the file instead',
  };
}

/** A server with a public address can reach by it what its firewall keeps from others. */
function isOwnAddress(address: string): boolean {
  return Object.values(networkInterfaces()).some((entries) =>
    entries?.some((entry) => entry.address === address),
  );
}

/** The promise, or the signal's reason where it comes first; the look-up of the system cannot be stopped. */
function abortable<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(signal.reason);
    if (signal.aborted) stop();
    signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}
