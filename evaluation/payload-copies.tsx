import { Copies } from '../src/web/parts/copies.tsx';
import { SITE_LINKS } from '../src/web/parts/links.ts';

/** The copies of a source, every text of which is the payload. */
export function payloadCopies(payload: string) {
  const copy = { sourceId: 'copy', title: payload, reason: payload };
  return (
    <html lang="en">
      <head>
        <meta charSet="utf-8" />
      </head>
      <body>
        <Copies copies={[{ ...copy, relation: 'copy', containment: 0.5 }]} cases={[]} links={SITE_LINKS} />
      </body>
    </html>
  );
}
