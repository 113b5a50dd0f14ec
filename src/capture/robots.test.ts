import { describe, expect, it } from 'vitest';
import { parseRobots } from './robots.ts';

const allows = (text: string, path: string): boolean => parseRobots(text, 'Onus').allows(path);
const forAll = (...rules: string[]): string => ['User-agent: *', ...rules].join('\n');

describe('patterns', () => {
  // The examples of RFC 9309, sections 2.2.2, 2.2.3 and 5.2, and those of the implementation that it comes from.
  it.each([
    ['/fish', '/fish', true],
    ['/fish', '/fish.html', true],
    ['/fish', '/fishheads/yummy.html', true],
    ['/fish', '/Fish.asp', false],
    ['/fish', '/catfish', false],
    ['/fish*', '/fish', true],
    ['/fish/', '/fish', false],
    ['/fish/', '/fish/?id=1', true],
    ['/*.php', '/folder/filename.php?parameters', true],
    ['/*.php', '/', false],
    ['/*.php$', '/filename.php', true],
    ['/*.php$', '/filename.php?parameters', false],
    ['/*.php$', '/filename.php5', false],
    ['/fish*.php', '/fishheads/catfish.php?parameters', true],
    ['/fish*.php', '/Fish.PHP', false],
    ['*.gif$', '/a/b.gif', true],
    ['/$', '/', true],
    ['/$', '/a', false],
    ['/a$', '/a/a', false],
    ['/a*a$', '/a', false],
    ['/a*a$', '/aba', true],
    ['/ab*ab$', '/abab', true],
    ['/foo/bar?baz=http://foo.bar', '/foo/bar?baz=http://foo.bar', true],
    ['/foo/bar/ツ', '/foo/bar/%E3%83%84', true],
    ['/foo/bar/%E3%83%84', '/foo/bar/%e3%83%84', true],
    ['/foo/bar/%62%61%7A', '/foo/bar/baz', true],
    ['/a%3cd', '/a%3Cd', true],
  ])('%s matches %s: %s', (pattern, path, matched) => {
    expect(allows(forAll(`Disallow: ${pattern}`), path)).toBe(!matched);
  });

  it.each([
    [['Allow: /p', 'Disallow: /'], '/page', true],
    [['Disallow: /folder', 'Allow: /folder'], '/folder/page', true],
    [['Allow: /page', 'Disallow: /*.htm'], '/page.htm', false],
    [['Allow: /$', 'Disallow: /'], '/', true],
    [['Allow: /$', 'Disallow: /'], '/page.htm', false],
    [['Disallow:'], '/page', true],
    [['Disallow: page'], '/page', true],
    [['Disallow: /'], '/robots.txt', true],
  ])('of %j, the longest decides for %s', (rules, path, allowed) => {
    expect(allows(forAll(...rules), path)).toBe(allowed);
  });
});

describe('groups', () => {
  it.each([
    ['', true],
    ['Disallow: /', true],
    ['<!DOCTYPE html><p>Not found', true],
    ['User-agent: onus\nDisallow: /', false],
    ['USER-AGENT : ONUS/2.0\nDISALLOW : / # everything', false],
    ['User-agent: onusbot\nDisallow: /', true],
    ['User-agent: other\nUser-agent: onus\nDisallow: /', false],
    ['User-agent: other\nDisallow: /\n\nUser-agent: onus\nDisallow: /b', true],
    ['User-agent: *\nDisallow: /\nUser-agent: onus\nAllow: /', true],
    ['User-agent: onus\nAllow: /b\n\nUser-agent: onus\nDisallow: /a', false],
    ['User-agent: onus\nSitemap: http://a/\nUser-agent: other\nDisallow: /', false],
    ['\ufeffUser-agent: *\r\n\r\nDisallow: /\r\n', false],
  ])('%j', (text, allowed) => {
    expect(allows(text, '/a')).toBe(allowed);
  });

  it('give their crawl delay', () => {
    const delay = (value: string): number => parseRobots(forAll(`Crawl-delay: ${value}`), 'Onus').delayMs;
    expect(['2', '0.5', '-1', 'soon', '1e999'].map(delay)).toEqual([2000, 500, 0, 0, 0]);
  });
});

it('stays small where a site names thousands of robots and rules', () => {
  const agents = Array.from({ length: 20_000 }, (_, i) => `User-agent: r${i}`).join('\n');
  const rules = Array.from({ length: 20_000 }, (_, i) => `Disallow: /${i}/`).join('\n');
  expect(allows(`${agents}\n${rules}\n${forAll('Disallow: /x')}`, '/x')).toBe(false);
});
