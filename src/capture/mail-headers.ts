/** Characters of a mail's headers that are looked at: those of long lists of servers and signatures take some kilobytes. */
const HEADERS_LENGTH = 32 * 1024;
/** Headers that servers and mail programs write, and people who type a heading do not (RFC 5322, section 3.6; RFC 2045). */
const PROGRAM_HEADERS = /^(?:Received|Message-ID|MIME-Version|Return-Path|Delivered-To|DKIM-Signature):/im;

/**
 * Whether a text is a mail as it was sent (RFC 5322): header fields from its first line to the first empty one, `From` among
 * them and one that only programs write. What is called a mail (`isNamedSo`) need only begin with a header field and hold `From`.
 */
export function looksLikeMail(text: string, isNamedSo: boolean): boolean {
  const start = text.slice(0, HEADERS_LENGTH);
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length;
  const headers = start.slice(0, end);
  if (!/^[!-9;-~]+:[ \t]/.test(headers) || !/^From:[ \t]/im.test(headers)) return false;
  const isAllFields = headers.split(/\r?\n/).every((line) => /^(?:[!-9;-~]+:|[ \t])/.test(line));
  return isNamedSo || (isAllFields && PROGRAM_HEADERS.test(headers));
}
