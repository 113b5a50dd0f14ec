import { STATUS_CODES } from 'node:http';

/** In the order received, names as received. */
export type Headers = readonly (readonly [name: string, value: string])[];

/** The value of the first header of that name (lower case), or null. */
export function firstHeader(headers: Headers, name: string): string | null {
  return headers.find(([received]) => received.toLowerCase() === name)?.[1] ?? null;
}

/** The members of a comma-separated header, however many lines it came in; lower case. */
export function listHeader(headers: Headers, name: string): string[] {
  return headers
    .filter(([received]) => received.toLowerCase() === name)
    .flatMap(([, value]) => value.split(','))
    .map((member) => member.trim().toLowerCase())
    .filter((member) => member !== '');
}

/** The media type of a `Content-Type` header, lower case and without parameters, and its charset. */
export function contentTypeOf(headers: Headers): { mediaType: string | null; charset: string | null } {
  const [type = '', ...parameters] = (firstHeader(headers, 'content-type') ?? '').split(';');
  const charset = parameters
    .map((part) => /^\s*charset\s*=\s*"?([^"\s]+)"?\s*$/i.exec(part)?.[1])
    .find(Boolean);
  return { mediaType: type.trim().toLowerCase() || null, charset: charset ?? null };
}

/** Whether an answer holds the page itself: 200 OK, or 203 from a proxy that changed it. */
export function isSuccess(status: number): boolean {
  return status === 200 || status === 203;
}

/** `404 (Not Found)`. */
export function statusText(status: number): string {
  const words = STATUS_CODES[status];
  return words ? `${status} (${words})` : String(status);
}
