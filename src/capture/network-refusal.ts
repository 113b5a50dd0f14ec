import type { Refusal } from '../domain/errors.ts';

export type NetworkRefusalCode =
  | 'name-not-found'
  | 'lookup-failed'
  | 'timed-out'
  | 'unreachable'
  | 'connection-lost'
  | 'certificate'
  | 'headers-too-large'
  | 'malformed-answer';

/** Error codes of Node, OpenSSL, undici and zlib by what they mean to the user; the first that matches counts. */
const MEANINGS: readonly (readonly [NetworkRefusalCode, RegExp])[] = [
  ['name-not-found', /^(?:ENOTFOUND|ENODATA)$/],
  ['lookup-failed', /^(?:EAI_\w+|ESERVFAIL|EREFUSED)$/],
  ['timed-out', /^(?:ETIMEDOUT|UND_ERR_\w+_TIMEOUT)$/],
  [
    'unreachable',
    /^(?:ECONNREFUSED|EHOSTUNREACH|EHOSTDOWN|ENETUNREACH|ENETDOWN|EAFNOSUPPORT|EADDRNOTAVAIL|EACCES|EPERM)$/,
  ],
  ['connection-lost', /^(?:ECONNRESET|EPIPE|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|Z_BUF_ERROR)$/],
  ['connection-lost', /^UND_ERR_(?:SOCKET|ABORTED|RES_CONTENT_LENGTH_MISMATCH)$/],
  ['headers-too-large', /^(?:UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$/],
  [
    'certificate',
    /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_|HOSTNAME_)\w+$|^EPROTO$/,
  ],
  ['malformed-answer', /^(?:HPE_|UND_ERR_|Z_|ZSTD_|ERR_)\w+$/],
];

const WORDS: Readonly<Record<NetworkRefusalCode, readonly [reason: string, hint: string]>> = {
  'name-not-found': [
    'is not known: its name resolves to no address',
    'check the spelling of the address and the connection to the network',
  ],
  'lookup-failed': [
    'could not be looked up: the name server gave no answer',
    'check the connection to the network and try again',
  ],
  'timed-out': ['did not answer in time', 'try again later, or save the page and add the file'],
  unreachable: [
    'could not be reached: the connection was refused or there is no way to it',
    'check the address in a browser, or save the page and add the file',
  ],
  'connection-lost': [
    'broke the connection off before the page was complete',
    'try again, or save the page and add the file',
  ],
  certificate: [
    'could not prove that it is the site it says: its certificate is not valid',
    'check the address in a browser; if you trust the page, save it and add the file',
  ],
  'headers-too-large': ['sent more headers than a page needs', 'save the page in a browser and add the file'],
  'malformed-answer': [
    'sent an answer that breaks the rules of HTTP',
    'save the page in a browser and add the file',
  ],
};

/** What an error of the network means, or null for an error that is no network's: a fault of the program. */
export function networkRefusal(error: unknown, host: string): Refusal<NetworkRefusalCode> | null {
  if (!(error instanceof Error)) return null;
  if (error.name === 'TimeoutError') return refusalOf('timed-out', host, null);
  // Undici's parser has codes for some of its errors only.
  if (error.name === 'HTTPParserError') return refusalOf('malformed-answer', host, null);
  const code = 'code' in error && typeof error.code === 'string' ? error.code : null;
  const meaning = code && MEANINGS.find(([, codes]) => codes.test(code))?.[0];
  return meaning ? refusalOf(meaning, host, code) : null;
}

/** `errorCode` is shown for those who search for it. */
export function refusalOf<Code extends NetworkRefusalCode>(
  code: Code,
  host: string,
  errorCode: string | null,
): Refusal<Code> {
  const [reason, hint] = WORDS[code];
  return { refused: code, reason: `${host} ${reason}${errorCode ? ` (${errorCode})` : ''}`, hint };
}
