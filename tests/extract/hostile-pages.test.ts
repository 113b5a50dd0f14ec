import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/domain/article.ts';
import { isRefusal } from '../../src/domain/errors.ts';
import { extractArticle } from '../../src/extract/extract-article.ts';
import { capturedHtml, capturedText } from './captured.ts';

const SENTENCE =
  'The ministry of Norland said on Tuesday that the failure of its mail servers had been caused by a faulty update. ';
const PARAGRAPHS = Array.from({ length: 6 }, (_, i) => `<p>Statement ${i}. ${SENTENCE.repeat(3)}</p>`).join(
  '',
);
const ARTICLE = `<article><h1>Norland restores its mail</h1>${PARAGRAPHS}</article>`;

function read(html: string): Article {
  const article = extractArticle(capturedHtml(html));
  if (isRefusal(article)) throw new Error(article.reason);
  return article;
}

describe('pages that could be anything', () => {
  it.each([
    ['nothing', ''],
    ['white space', ' \n\t '],
    ['markup only', '<!doctype html><html><body><div></div></body></html>'],
    ['a frame set', '<frameset><frame src="a"><frame src="b"></frameset>'],
    ['scripts only', `<script>var text = ${JSON.stringify(SENTENCE.repeat(20))}</script>`],
    ['a list of links', `<ul>${'<li><a href="/a">Norland restores its mail</a></li>'.repeat(80)}</ul>`],
  ])('refuses %s with a reason and what to do', (_, html) => {
    const refusal = extractArticle(capturedHtml(html));
    expect(refusal).toMatchObject({ refused: 'no-article' });
    expect(isRefusal(refusal) && refusal.hint).toContain('paste');
  });

  it('refuses 100,000 elements inside one another', () => {
    expect(extractArticle(capturedHtml(`${'<div>'.repeat(100_000)}${ARTICLE}`))).toMatchObject({
      refused: 'page-too-large',
    });
  });

  it('comes to an end with twenty thousand paragraphs inside nine hundred elements', () => {
    const html = `${'<div class="a b">'.repeat(900)}${`<p>${SENTENCE}</p>`.repeat(20_000)}`;
    expect(extractArticle(capturedHtml(html))).toMatchObject({ refused: 'no-article' });
  });

  it('refuses a million elements side by side', () => {
    expect(extractArticle(capturedHtml('<br>'.repeat(1_000_000)))).toMatchObject({
      refused: 'page-too-large',
    });
  });

  it('reads a line with ten thousand hover texts', () => {
    const hover = '<span class="tooltip">x</span> y '.repeat(10_000);
    expect(read(`${ARTICLE}<p>${hover}`).blocks[0]?.type).toBe('headline');
  });

  it('refuses formatting elements that multiply with every paragraph', () => {
    const bold = Array.from({ length: 900 }, (_, i) => `<b id=${i}>`).join('');
    expect(extractArticle(capturedHtml(`<p>${bold}${'</p><p>x'.repeat(900)}`))).toMatchObject({
      refused: 'page-too-large',
    });
  });

  it('reads an article beside attributes of a million characters', () => {
    const huge = 'x '.repeat(500_000);
    expect(read(`<body class="${huge}" data-a="${huge}" style="${huge}">${ARTICLE}`).blocks[0]?.type).toBe(
      'headline',
    );
  });

  it('reads an article in a page of five megabytes', () => {
    const article = read(`${ARTICLE}<script>${'var a = 1; '.repeat(450_000)}</script>`);
    expect(article.blocks.filter(({ type }) => type === 'body')).toHaveLength(6);
  });

  it.each([
    ['unknown elements', '<o:p><x-y-z a:b="c"><"><a"b>'],
    ['foreign content', '<svg><desc>drawn</desc><path></svg><math><mtext>x<b></b></mtext></math>'],
    ['tables left open', '<table><tr><td><table>stray<tr>'],
    ['unclosed comments', '<!-- a --!> <!-- b'.slice(0, 12)],
    ['templates', `<template>${ARTICLE}</template>`],
    ['character references to nothing', '&#0;&#xD800;&#x110000;&nosuch;&#150;'],
  ])('reads an article after %s', (_, html) => {
    const article = read(`${html}${ARTICLE}`);
    expect(article.text).toContain(SENTENCE.trim());
    expect(article.text).not.toMatch(/\p{Cs}/u);
  });
});

describe('texts that could be anything', () => {
  it.each([
    ['empty', ''],
    ['empty', ' \r\n\u00a0\t'],
  ])('refuses a text that is %s', (code, text) => {
    expect(extractArticle(capturedText(text))).toMatchObject({ refused: code });
  });

  it('refuses bytes that are no text', () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 89) % 256);
    const { capture } = capturedText('');
    expect(extractArticle({ capture, bytes })).toMatchObject({ refused: 'not-text' });
  });

  it('refuses a text as long as fifty books', () => {
    expect(extractArticle(capturedText('word '.repeat(10_000_000)))).toMatchObject({
      refused: 'text-too-large',
    });
  });

  it('refuses lines of which none is a sentence', () => {
    expect(extractArticle(capturedText('Home\nNews\nSport\nWeather\nLog in'))).toMatchObject({
      refused: 'no-article',
    });
  });

  it('refuses a media type that it cannot read', () => {
    const { capture, bytes } = capturedText('%PDF-1.7');
    const refusal = extractArticle({ capture: { ...capture, mediaType: 'application/zip' }, bytes });
    expect(refusal).toMatchObject({
      refused: 'unsupported-type',
      reason: expect.stringContaining('application/zip'),
    });
  });

  it('reads a text of one line of a million characters', () => {
    const article = extractArticle(capturedText(SENTENCE.repeat(9000)));
    expect(isRefusal(article)).toBe(false);
  });

  it('refuses a hundred thousand lines', () => {
    const refusal = extractArticle(capturedText(`${'Home\n'.repeat(100_000)}${SENTENCE.repeat(3)}`));
    expect(refusal).toMatchObject({ refused: 'text-too-large', reason: expect.stringContaining('lines') });
  });

  it('reads an article below ten thousand short lines', () => {
    const article = extractArticle(capturedText(`${'Home\n'.repeat(10_000)}${SENTENCE.repeat(3)}`));
    expect(isRefusal(article)).toBe(false);
  });
});
