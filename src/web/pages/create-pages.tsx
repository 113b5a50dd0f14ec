import { type Context, type Env, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { OnusError } from '../../domain/errors.ts';
import type { ModelPlace } from '../../services/ports.ts';
import type { Services } from '../../services/services.ts';
import type { Problem } from '../parts/data.ts';
import { createPageAnswer, type PageAnswer } from './answers.tsx';
import type { Assets } from './assets.ts';
import { addCaseRoutes, addChangingRoutes } from './case-routes.tsx';
import { guard, LOOPBACK_NAMES, SCRIPT_POLICY, securityHeaders, type Turned } from './guard.ts';
import { addPastedRoute } from './pasted-page.tsx';
import { addCorrectingRoutes, addSourceRoutes } from './source-routes.tsx';

export interface PagesOptions {
  readonly assets: Assets;
  /** Mounted at `/api`, behind the same guard. */
  readonly api?: Hono<Env>;
  /** Host names that are answered, without port; by default those of this machine. */
  readonly hosts?: readonly string[];
  /** Where texts are sent to be read, where a language model elsewhere reads them. */
  readonly modelPlace?: ModelPlace;
  /** Told of every fault that a page could not be made for. */
  readonly onFault?: (error: unknown) => void;
}

/** Largest request body, in bytes: a long saved page with room to spare. */
export const BODY_LIMIT = 25 * 1024 * 1024;

/**
 * All pages, each a whole document that works without script. The one application to serve: the guard against foreign
 * hosts and origins and the security headers hold for the API mounted in it too.
 */
export function createPages(services: Services, options: PagesOptions): Hono {
  const app = new Hono();
  const page = createPageAnswer(options.assets, options.modelPlace);
  app.use(securityHeaders);
  app.use(guard(options.hosts ?? LOOPBACK_NAMES, (c, turned) => answerTurned(c, turned, page)));
  app.use(bodyLimit({ maxSize: BODY_LIMIT, onError: (c) => answerTurned(c, TOO_LARGE, page) }));
  app.get('/assets/:name', (c) => answerAsset(c, options.assets));
  if (options.api !== undefined) app.route('/api', options.api);
  addCaseRoutes(app, services, page);
  addChangingRoutes(app, services, page);
  addSourceRoutes(app, services, page);
  addCorrectingRoutes(app, services, page);
  addPastedRoute(app, page);
  app.notFound((c) => page.problem(c, 404, 'Nothing stands here', NOT_FOUND));
  app.onError((error, c) => {
    options.onFault?.(error);
    const problem =
      error instanceof OnusError ? { reason: error.message, hint: error.hint ?? FAULT.hint } : FAULT;
    return page.problem(c, 500, 'Something went wrong', problem);
  });
  return app;
}

const TOO_LARGE = {
  status: 413,
  code: 'too-large',
  problem: {
    reason: `What was sent is larger than ${BODY_LIMIT / 1024 / 1024} MB.`,
    hint: 'Send the files in parts, or save the page as text first.',
  },
} as const;
const NOT_FOUND: Problem = {
  reason: 'No case, source or page has this address.',
  hint: 'Check the address, or begin with the list of cases.',
};
const FAULT: Problem = {
  reason: 'Onus met a fault of its own; what is stored is as it was.',
  hint: 'Try again; where it stays so, onus doctor tells how the store stands.',
};

function answerTurned(c: Context, turned: Turned | typeof TOO_LARGE, page: PageAnswer) {
  const { status, code, problem } = turned;
  if (!c.req.path.startsWith('/api/')) return page.problem(c, status, 'Not taken', problem);
  return c.json({ code, ...problem }, status, { 'Content-Type': 'application/problem+json' });
}

function answerAsset(c: Context, assets: Assets) {
  const asset = assets.files.get(c.req.param('name') ?? '');
  if (asset === undefined) return c.notFound();
  return c.body(asset.bytes, 200, {
    'Content-Type': asset.mediaType,
    'Cache-Control': 'public, max-age=31536000, immutable',
    'Content-Security-Policy': SCRIPT_POLICY,
  });
}
