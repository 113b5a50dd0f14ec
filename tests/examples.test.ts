import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const EXAMPLES = join(import.meta.dirname, '..', 'examples');
const pages = readdirSync(EXAMPLES).filter((name) => /\.(html?|txt)$/.test(name));
const readme = readFileSync(join(EXAMPLES, 'README.md'), 'utf8');

function read(name: string): string {
  return readFileSync(join(EXAMPLES, name), 'utf8');
}

/** The addresses in the closing line of a page: what a reader can follow to check it. */
function creditedIn(page: string): string[] {
  const line = /Retold from: (.+)/.exec(page)?.[1] ?? '';
  return [...line.matchAll(/https?:\/\/[^\s,;<]+/g)].map(([address]) => address);
}

describe('the example pages', () => {
  it('are those that their README lists', () => {
    const listed = [...readme.matchAll(/^\| `([^`]+)` \|/gm)].map((match) => match[1]);
    expect([...listed].sort()).toEqual([...pages].sort());
  });

  it.each(pages)('%s names the public pages that it retells', (name) => {
    const credited = creditedIn(read(name));
    expect(credited.length).toBeGreaterThan(0);
    for (const address of credited) expect(new URL(address).pathname).not.toBe('/');
  });

  it.each(pages.filter((name) => name.endsWith('.html')))('%s names the same pages to machines', (name) => {
    const page = read(name);
    const stated = (/<meta name="onus:retells" content="([^"]+)">/.exec(page)?.[1] ?? '').split(' ');
    expect(creditedIn(page)).toEqual(expect.arrayContaining(stated));
  });

  it.each(pages)('%s never names another publication as its own', (name) => {
    const page = read(name);
    const own = [
      ...page.matchAll(/<meta name="(?:author|publication)" content="([^"]+)">/g),
      ...page.matchAll(/<meta property="og:site_name" content="([^"]+)">/g),
      ...page.matchAll(/"(?:publisher|author)":\[?\{"@type":"Organization","name":"([^"]+)"/g),
    ].map((match) => match[1]);
    if (name.endsWith('.html')) expect(own.length).toBeGreaterThan(0);
    for (const publication of own) expect(publication).toMatch(/^Onus examples/);
  });
});
