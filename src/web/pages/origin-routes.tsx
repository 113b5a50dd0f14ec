import type { Context, Hono } from 'hono';
import { isRefusal } from '../../domain/errors.ts';
import { ORIGINS_CHANGED, type OriginEditRequest } from '../../services/origins.ts';
import type { CaseView, Services } from '../../services/services.ts';
import { SITE_LINKS } from '../parts/links.ts';
import type { OriginDraft } from '../parts/origin-edits.tsx';
import type { PageAnswer } from './answers.tsx';
import { readForm } from './form.ts';

/** Shows the case with what was filled in and why it was not taken. */
export type ShowDraft = (
  c: Context,
  view: CaseView,
  draft: OriginDraft,
  status: 409 | 422,
) => Response | Promise<Response>;

/** Joining, splitting and undoing by form; answers with a redirect, or with the form as it was filled in. */
export function addOriginRoutes(app: Hono, services: Services, page: PageAnswer, show: ShowDraft): void {
  app.post('/cases/:id/origins', async (c) => {
    const form = await readForm(c);
    if (isRefusal(form)) return page.problem(c, 415, 'Not taken', form);
    const request = readRequest(form);
    const edited = await services.editOrigins(c.req.param('id'), request);
    if (edited === null) return c.notFound();
    if (!isRefusal(edited)) return c.redirect(`${SITE_LINKS.case(c.req.param('id'))}#origins`, 303);
    const view = await services.openCase(c.req.param('id'));
    if (view === null) return c.notFound();
    const { change, by, reason } = request;
    const sourceIds = change.action === 'undo' ? [] : change.sourceIds;
    const draft = { sourceIds, by, reason, problem: { reason: edited.reason, hint: edited.hint } };
    return show(c, view, draft, edited.refused === ORIGINS_CHANGED ? 409 : 422);
  });
}

function readRequest(form: FormData): OriginEditRequest {
  const text = (name: string) => {
    const value = form.get(name);
    return typeof value === 'string' ? value : '';
  };
  const sourceIds = form.getAll('source').filter((value) => typeof value === 'string');
  const action = text('action');
  return {
    change:
      action === 'undo'
        ? { action, undoes: Number(text('undoes')) }
        : { action: action === 'split' ? 'split' : 'join', sourceIds },
    by: text('by'),
    reason: text('reason'),
    seen: /^\d{1,9}$/.test(text('seen')) ? Number(text('seen')) : -1,
  };
}
