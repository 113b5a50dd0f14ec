import type { Context } from 'hono';
import type { ReactNode } from 'react';
import type { ModelPlace } from '../../services/ports.ts';
import type { Problem } from '../parts/data.ts';
import { PASTED_ADDRESS, SITE_LINKS } from '../parts/links.ts';
import { ProblemPage } from '../parts/problem.tsx';
import { type PageAssets, Shell } from '../parts/shell.tsx';
import type { Assets } from './assets.ts';
import { renderDocument } from './render.ts';

/** Seconds after which a page without script looks again how its additions stand. */
const REFRESH_SECONDS = 2;

type PageStatus = 200 | 400 | 403 | 404 | 409 | 413 | 415 | 421 | 422 | 500;

interface PageContent {
  readonly title: string;
  /** Which page it is, for the script. */
  readonly page: string;
  readonly content: ReactNode;
  readonly status?: PageStatus;
  /** Something is under way that the page waits for. */
  readonly busy?: boolean;
}

/** Makes documents of parts: the one place that knows the shell and the assets. */
export interface PageAnswer {
  show(c: Context, content: PageContent): Response | Promise<Response>;
  problem(c: Context, status: PageStatus, title: string, problem: Problem): Response | Promise<Response>;
}

/** `modelPlace`: where texts are sent to be read, if anywhere; every page says so but the one that reads in the browser. */
export function createPageAnswer(assets: Assets, modelPlace?: ModelPlace): PageAnswer {
  const address = (name: string | null) => (name === null ? null : `/assets/${name}`);
  const pageAssets: PageAssets = {
    style: address(assets.style),
    script: address(assets.script),
    icon: address(assets.icon),
  };
  const show = (c: Context, { title, page, content, status = 200, busy = false }: PageContent) =>
    c.html(
      renderDocument(
        <Shell
          title={`${title} · Onus`}
          page={page}
          home={SITE_LINKS.home}
          sections={[
            { name: 'Cases', address: SITE_LINKS.home, isCurrent: page === 'cases' },
            { name: 'Read a text', address: PASTED_ADDRESS, isCurrent: page === 'pasted' },
          ]}
          assets={pageAssets}
          {...(busy && { refreshSeconds: REFRESH_SECONDS })}
          {...(modelPlace !== undefined && page !== 'pasted' && { modelPlace })}
        >
          {content}
        </Shell>,
      ),
      status,
    );
  return {
    show,
    problem: (c, status, title, problem) =>
      show(c, {
        title,
        page: 'problem',
        status,
        content: <ProblemPage title={title} problem={problem} home={SITE_LINKS.home} />,
      }),
  };
}
