import { describe, expect, it } from 'vitest';
import { isByteRun } from '../../src/domain/article.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { edtfOfMailDate, extractMail } from '../../src/extract/mail/extract-mail.ts';
import { textsOf, took, uncovered } from './documents.ts';

const HEAD = [
  'From: Jon Adler <press@ostrel.example>',
  'Subject: =?utf-8?Q?Ostrel_denies_the_attack?=',
  'Date: Thu, 9 Mar 2023 18:20:00 +0100',
  'Message-ID: <1@ostrel.example>',
  'MIME-Version: 1.0',
];
const OWN = `Dear all,

Ostrel denies any part in the outage of the harbour. Foreign ministry spokesman
Jon Adler said on Monday that his country had never attacked a harbour.

We ask for evidence.
`;

function mail(
  body: string,
  headers: readonly string[] = ['Content-Type: text/plain; charset=utf-8'],
): Uint8Array {
  return new TextEncoder().encode([...HEAD, ...headers, '', body].join('\n').replaceAll('\n', '\r\n'));
}

const articleOf = async (bytes: Uint8Array) => took(await extractMail(bytes));

async function refusalOf(bytes: Uint8Array) {
  const article = await extractMail(bytes);
  if (!isRefusal(article)) throw new Error('was taken');
  return article;
}

describe('a mail', () => {
  it('has its headers as headline, byline and date', async () => {
    const article = await articleOf(mail(OWN));
    expect(textsOf(article, 'headline')).toEqual(['Ostrel denies the attack']);
    expect(article.metadata).toMatchObject({
      title: { value: 'Ostrel denies the attack', how: 'mail Subject' },
      authors: [{ value: 'Jon Adler', how: 'mail From' }],
      published: { value: '2023-03-09T18:20:00+01:00', how: 'mail Date' },
    });
    expect(uncovered(article)).toBe('');
  });

  it('has the lines joined that its program broke, and no others', async () => {
    expect(textsOf(await articleOf(mail(OWN)), 'body')).toEqual([
      'Ostrel denies any part in the outage of the harbour. Foreign ministry spokesman Jon Adler said on Monday that his country had never attacked a harbour.',
      'We ask for evidence.',
    ]);
  });

  it.each([
    [
      'a mark',
      'On Wed, 8 Mar 2023 at 10:00, A Reporter <desk@example.org> wrote:\n> The minister said that Ostrel did it.\n',
    ],
    [
      'a broken introduction',
      'On Wed, 8 Mar 2023 at 10:00, A Reporter\n<desk@example.org> wrote:\n\n> The minister said that Ostrel did it.\n',
    ],
    ['a line', '-----Original Message-----\nThe minister said that Ostrel did it.\n'],
    [
      'the head of Outlook',
      'From: A Reporter\nSent: Wednesday\nTo: Jon Adler\nSubject: Question\n\nThe minister said that Ostrel did it.\n',
    ],
  ])('does not take for its own what it quotes with %s', async (_, quoted) => {
    const article = await articleOf(mail(`${OWN}\n${quoted}`));
    expect(textsOf(article, 'quoted-reply').join(' ')).toContain('The minister said');
    expect(textsOf(article, 'body').join(' ')).not.toMatch(/minister said|wrote:/);
    expect(textsOf(article, 'body')).toContain('We ask for evidence.');
  });

  it('goes on below a quotation that it answers', async () => {
    const article = await articleOf(
      mail(
        `> Who did it?\nNobody in Ostrel knows who did it, said the minister.\n> And why?\nThat is for others to say, she added on the same day.\n`,
      ),
    );
    expect(textsOf(article, 'body')).toHaveLength(2);
    expect(textsOf(article, 'quoted-reply')).toHaveLength(2);
  });

  it('sets its signature apart', async () => {
    const article = await articleOf(mail(`${OWN}\n-- \nJon Adler\nPress office\n`));
    expect(textsOf(article, 'other')).toEqual(['--', 'Jon Adler', 'Press office']);
  });

  it('is read as a page where it is one, its quotations by their markup', async () => {
    const html = `<html><body><p>Ostrel denies any part in the outage of the harbour, said Jon Adler on Monday.</p><p>We ask for evidence.</p><div class="gmail_quote"><p>The minister said that Ostrel did it.</p></div></body></html>`;
    const article = await articleOf(mail(html, ['Content-Type: text/html; charset=utf-8']));
    expect(textsOf(article, 'body')).toHaveLength(2);
    expect(textsOf(article, 'quoted-reply')).toEqual(['The minister said that Ostrel did it.']);
    const run = article.sourceMap.filter(isByteRun).find(({ part }) => part === 'text/html');
    expect(html.slice(run?.sourceStart, run?.sourceEnd)).toMatch(/^Ostrel denies/);
  });

  it('names the files that it carries', async () => {
    const part =
      'Content-Type: application/pdf\nContent-Disposition: attachment; filename=statement.pdf\nContent-Transfer-Encoding: base64\n\nJVBERi0=\n';
    const article = await articleOf(
      mail(`--b\nContent-Type: text/plain\n\n${OWN}\n--b\n${part}--b--\n`, [
        'Content-Type: multipart/mixed; boundary=b',
      ]),
    );
    expect(textsOf(article, 'attachment')).toEqual(['statement.pdf']);
    expect(article.blocks.at(-1)?.reason).toContain('application/pdf, 5 bytes');
  });

  it.each([
    ['Thu, 9 Mar 2023 18:20:00 +0100', '2023-03-09T18:20:00+01:00'],
    ['9 Mar 2023 18:20 GMT', '2023-03-09T18:20:00Z'],
    ['Thu, 9 Mar 2023 18:20:00 -0000 (UTC)', '2023-03-09T18:20:00-00:00'],
    ['9 Mar 2023', '2023-03-09'],
    ['31 Feb 2023 18:20:00 +0100', null],
    ['yesterday', null],
  ])('is dated %s', (date, edtf) => {
    expect(edtfOfMailDate(date)).toBe(edtf);
  });
});

describe('a mail that cannot be read', () => {
  const nested = (depth: number) =>
    Array.from(
      { length: depth },
      (_, i) => `--b${i}\nContent-Type: multipart/mixed; boundary=b${i + 1}\n\n`,
    ).join('');

  it.each([
    ['parts in parts', mail(nested(100), ['Content-Type: multipart/mixed; boundary=b0']), 'mail-too-large'],
    [
      'parts',
      mail('--b\nContent-Type: text/plain\n\nx\n'.repeat(2000), [
        'Content-Type: multipart/mixed; boundary=b',
      ]),
      'mail-too-large',
    ],
    ['headers', mail(OWN, [`X-Long: ${'x'.repeat(2 ** 21)}`]), 'mail-too-large'],
    ['nothing', mail(''), 'no-text'],
    ['a quotation alone', mail('> The minister said that Ostrel attacked the harbour.\n'), 'no-text'],
  ])('holds too much or too little: %s', async (_, bytes, code) => {
    const refusal = await refusalOf(bytes);
    expect(refusal.refused).toBe(code);
    expect(`${refusal.reason}${refusal.hint}`).not.toMatch(/[\r\n]/);
  });
});
