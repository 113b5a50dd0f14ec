import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** A page's components as a whole document. */
export function renderDocument(page: ReactNode): string {
  return `<!doctype html>${renderToStaticMarkup(page)}\n`;
}
