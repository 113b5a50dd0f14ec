import PostalMime, { type Address, type Email } from 'postal-mime';
import type { Refusal } from '../../domain/errors.ts';
import { decodeBytes } from '../../text/decode.ts';

/** Parts inside one another; a forwarded mail with pictures and a signature has six. */
const DEPTH_LIMIT = 32;
/** Parts in all. */
const PART_LIMIT = 1000;
const HEADER_BYTES = 1024 * 1024;
/** Mails inside a mail whose text is read with it. */
const FORWARDED_DEPTH = 3;

/** A mail as it was sent, its parts decoded. */
export interface Mail {
  readonly subject: string | null;
  readonly from: { readonly name: string; readonly address: string } | null;
  /** As the header writes it. */
  readonly date: string | null;
  readonly plain: string;
  readonly html: string;
  readonly attachments: readonly MailAttachment[];
}

export interface MailAttachment {
  readonly name: string;
  readonly mediaType: string;
  /** Decoded. */
  readonly bytes: number;
}

/** Takes a mail (RFC 5322, MIME) apart. Returns a refusal where its parts are too many or too deep. */
export async function openMail(bytes: Uint8Array): Promise<Mail | Refusal> {
  const parts = decodeBytes(bytes, 'windows-1252').match(/^content-type:/gim)?.length ?? 0;
  if (parts > PART_LIMIT) return tooLarge(`the mail has ${parts} parts, more than ${PART_LIMIT}`);
  try {
    return toMail(
      await PostalMime.parse(bytes, {
        maxNestingDepth: DEPTH_LIMIT,
        maxHeadersSize: HEADER_BYTES,
        maxRfc822NestingDepth: FORWARDED_DEPTH,
      }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return tooLarge(`the mail cannot be taken apart: ${message.replace(/\s+/g, ' ').slice(0, 200)}`);
  }
}

function toMail(email: Email): Mail {
  return {
    subject: email.subject?.trim() || null,
    from: mailboxOf(email.from),
    date: email.headers.find(({ key }) => key === 'date')?.value.trim() ?? null,
    plain: email.text ?? '',
    html: email.html ?? '',
    attachments: email.attachments
      .filter(({ disposition, related }) => disposition !== 'inline' || !related)
      .map(({ filename, mimeType, content }) => ({
        name: filename ?? 'without a name',
        mediaType: mimeType,
        bytes: typeof content === 'string' ? content.length : content.byteLength,
      })),
  };
}

function mailboxOf(address: Address | undefined): Mail['from'] {
  const first = address?.group ? address.group[0] : address;
  return first?.address === undefined ? null : { name: first.name.trim(), address: first.address };
}

function tooLarge(reason: string): Refusal<'mail-too-large'> {
  return { refused: 'mail-too-large', reason, hint: 'open it, copy its text and paste that' };
}
