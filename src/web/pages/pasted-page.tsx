import type { Hono } from 'hono';
import { PASTED_ADDRESS } from '../parts/links.ts';
import { PastedPage } from '../parts/pasted-page.tsx';
import { Shell } from '../parts/shell.tsx';
import type { PageAnswer } from './answers.tsx';
import type { Assets } from './assets.ts';
import { PASTED_FILE_POLICY, PASTED_POLICY } from './guard.ts';
import { renderDocument } from './render.ts';

const TITLE = 'Read a text';

/** The page that reads pasted text in the browser: the server gives it out, and gets nothing. */
export function addPastedRoute(app: Hono, page: PageAnswer): void {
  app.get(PASTED_ADDRESS, (c) => {
    c.header('Content-Security-Policy', PASTED_POLICY);
    return page.show(c, { title: TITLE, page: 'pasted', content: <PastedPage /> });
  });
}

/** The same page as a file beside the folder `assets`: for any server that gives out files. */
export function pastedFile({ style, script, icon }: Assets): string {
  const address = (name: string | null) => (name === null ? null : `assets/${name}`);
  return renderDocument(
    <Shell
      title={`${TITLE} · Onus`}
      page="pasted"
      home="read.html"
      assets={{ style: address(style), script: address(script), icon: address(icon) }}
      policy={PASTED_FILE_POLICY}
    >
      <PastedPage />
    </Shell>,
  );
}
