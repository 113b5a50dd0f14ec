import { lookup as systemLookup } from 'node:dns/promises';
import { connect, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

/** A connection that stands, and who is at its other end. */
export interface Dialled {
  readonly socket: Socket;
  readonly peerAddress: string;
}

/**
 * How the fetcher reaches the network. It judges every address itself, before dialling and after; what stands behind
 * these functions decides nothing. Tests put local servers behind public names with it.
 */
export interface Network {
  /** Every IP address that a name resolves to, in the order to try them. Rejects with the resolver's error code. */
  lookup(name: string): Promise<readonly string[]>;
  /** Connects to the first of the addresses that answers, and looks up nothing. */
  dial(addresses: readonly string[], port: number, signal: AbortSignal): Promise<Dialled>;
  /** Starts TLS and checks the certificate against the host (a name or an IP address). */
  secure(socket: Socket, host: string, signal: AbortSignal): Promise<Socket>;
}

export const systemNetwork: Network = {
  async lookup(name) {
    const answers = await systemLookup(name, { all: true, order: 'verbatim' });
    return answers.map(({ address }) => address);
  },

  async dial(addresses, port, signal) {
    const answers = addresses.map((address) => ({ address, family: isIP(address) }));
    // A name, so that Node asks `lookup`, which gives the judged addresses; with a literal it would not be asked.
    const socket = connect({
      host: 'judged.invalid',
      port,
      autoSelectFamily: true,
      lookup: (_name, _options, done) => done(null, answers),
      signal,
    });
    await opened(socket, 'connect');
    return { socket, peerAddress: socket.remoteAddress ?? '' };
  },

  secure: (socket, host, signal) => secureSocket(socket, host, signal),
};

/** TLS over a standing connection. `ca` adds certificate authorities of one's own in place of the system's (PEM). */
export async function secureSocket(
  socket: Socket,
  host: string,
  signal: AbortSignal,
  ca?: string,
): Promise<Socket> {
  const secured = connectTls({
    socket,
    host,
    // Server name indication carries names only (RFC 6066, section 3).
    ...(isIP(host) === 0 && { servername: host }),
    ALPNProtocols: ['http/1.1'],
    ...(ca !== undefined && { ca }),
  });
  const stop = (): void => void secured.destroy(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  await opened(secured, 'secureConnect').finally(() => signal.removeEventListener('abort', stop));
  return secured;
}

/** The listener for errors stays, so that one that comes before the next owner listens cannot end the program. */
function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.on('error', reject);
  });
}
