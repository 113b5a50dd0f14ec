import type { Context, Hono } from 'hono';
import { isRefusal } from '../../domain/errors.ts';
import { conclusionSchema } from '../../domain/judgement.ts';
import { caseCsv } from '../../services/case-csv.ts';
import type { AddJob } from '../../services/ports.ts';
import type { CaseView, Services } from '../../services/services.ts';
import { type AddDraft, isSettled } from '../parts/add-form.tsx';
import { CaseList } from '../parts/case-list.tsx';
import { CasePage, WeighPage } from '../parts/case-page.tsx';
import { openCell } from '../parts/cell.ts';
import type { Problem, Selection } from '../parts/data.ts';
import { SITE_LINKS } from '../parts/links.ts';
import type { OriginDraft } from '../parts/origin-edits.tsx';
import { draftOf, isDraft, readAddForm } from './add-request.ts';
import type { PageAnswer } from './answers.tsx';
import { caseJson } from './case-data.ts';
import { readForm } from './form.ts';
import { addOriginRoutes } from './origin-routes.tsx';

/** Additions shown on one page. */
const JOB_LIMIT = 50;

/** The list of cases, a case in its three forms, its cells, and a conclusion weighed. */
export function addCaseRoutes(app: Hono, services: Services, page: PageAnswer): void {
  app.get('/', async (c) => showCases(c, services, page, null));
  app.get('/cases', (c) => c.redirect('/'));
  app.get('/cases/:id', async (c) => {
    const [, caseId = '', format] = /^(.*?)(?:\.(json|csv))?$/s.exec(c.req.param('id')) ?? [];
    const view = await services.openCase(caseId);
    if (view === null) return c.notFound();
    if (format === 'json') return c.json(caseJson(view));
    if (format === 'csv') return answerCsv(c, view);
    return showCase(c, services, page, view, { jobIds: c.req.queries('job') ?? [] });
  });
  app.get('/cases/:id/cell', async (c) => {
    const view = await services.openCase(c.req.param('id'));
    const selection = readSelection(c);
    if (view === null || selection === null) return c.notFound();
    return c.json(openCell(view, selection, readFrom(c)));
  });
  app.get('/cases/:id/weigh', async (c) => {
    const view = await services.openCase(c.req.param('id'));
    if (view === null) return c.notFound();
    const party = c.req.query('party')?.trim();
    const asked = conclusionSchema.safeParse({ ...c.req.query(), party, country: countryOf(view, party) });
    if (!asked.success) return page.problem(c, 422, 'Nothing was weighed', INCOMPLETE);
    const judgement = await services.weighCase(view.file.case.caseId, asked.data);
    if (judgement === null) return c.notFound();
    return page.show(c, {
      title: `What may be said? ${view.file.case.name}`,
      page: 'weigh',
      content: <WeighPage data={view} links={SITE_LINKS} judgement={judgement} conclusion={asked.data} />,
    });
  });
}

const INCOMPLETE: Problem = {
  reason: 'A conclusion names who is held responsible, on which rung, and how likely that is.',
  hint: 'Fill in all three on the page of the case.',
};

/** The state that the case's positions give a party of that name; null where they give none. */
function countryOf({ positions }: CaseView, name: string | undefined): string | null {
  const target = positions.find((position) => position.target?.name === name)?.target;
  return target?.country ?? positions.find(({ party }) => party === name)?.country ?? null;
}

function answerCsv(c: Context, view: CaseView) {
  return c.body(caseCsv(view), 200, {
    'Content-Type': 'text/csv; charset=utf-8; header=present',
    'Content-Disposition': `attachment; filename="onus-${view.file.case.caseId.replace(/[^\w-]/g, '-')}.csv"`,
  });
}

function readSelection(c: Context): Selection | null {
  const party = c.req.query('party');
  return party === undefined ? null : { party, kind: c.req.query('kind') ?? null };
}

function readFrom(c: Context): number {
  const from = Number(c.req.query('from') ?? 0);
  return Number.isSafeInteger(from) && from > 0 ? from : 0;
}

async function showCases(
  c: Context,
  services: Services,
  page: PageAnswer,
  refused: { readonly name: string; readonly problem: Problem } | null,
) {
  const cases = await services.listCases();
  return page.show(c, {
    title: 'Cases',
    page: 'cases',
    status: refused === null ? 200 : 422,
    content: <CaseList cases={cases} caseAddress={SITE_LINKS.case} refused={refused} />,
  });
}

/** What a case's page shows besides the case: additions on their way, and what was filled in and not taken. */
interface Shown {
  readonly draft?: AddDraft | null;
  readonly jobIds?: readonly string[];
  readonly origins?: { readonly draft: OriginDraft; readonly status: 409 | 422 } | null;
}

async function showCase(
  c: Context,
  services: Services,
  page: PageAnswer,
  view: CaseView,
  { draft = null, jobIds = [], origins = null }: Shown,
) {
  const { caseId, name } = view.file.case;
  const asked = jobIds.slice(0, JOB_LIMIT);
  const found = await Promise.all(asked.map((jobId) => services.findJob(jobId)));
  const jobs = found.filter((job): job is AddJob => job !== null && job.caseId === caseId);
  const selection = readSelection(c);
  return page.show(c, {
    title: name,
    page: 'case',
    status: origins?.status ?? (draft === null ? 200 : 422),
    busy: jobs.some((job) => !isSettled(job)),
    content: (
      <CasePage
        data={view}
        links={SITE_LINKS}
        cell={selection === null ? null : openCell(view, selection, readFrom(c))}
        jobs={jobs}
        draft={draft}
        originDraft={origins?.draft ?? null}
      />
    ),
  });
}

/** What changes a case: each answers with a redirect to a page that can be loaded again. */
export function addChangingRoutes(app: Hono, services: Services, page: PageAnswer): void {
  app.post('/cases', async (c) => {
    const form = await readForm(c);
    if (isRefusal(form)) return page.problem(c, 415, 'Not taken', form);
    const name = form.get('name');
    const entered = typeof name === 'string' ? name : '';
    const made = await services.createCase(entered);
    if (isRefusal(made)) return showCases(c, services, page, { name: entered, problem: made });
    return c.redirect(SITE_LINKS.case(made.caseId), 303);
  });
  addOriginRoutes(app, services, page, (c, view, draft, status) =>
    showCase(c, services, page, view, { origins: { draft, status } }),
  );
  app.post('/cases/:id/sources', async (c) => {
    const view = await services.openCase(c.req.param('id'));
    if (view === null) return c.notFound();
    const form = await readForm(c);
    if (isRefusal(form)) return page.problem(c, 415, 'Not taken', form);
    const inputs = await readAddForm(form);
    if (isDraft(inputs)) return showCase(c, services, page, view, { draft: inputs });
    const { caseId } = view.file.case;
    const jobIds: string[] = [];
    const problems: Problem[] = [];
    for (const input of inputs) {
      const asked = await services.requestAdd(caseId, input);
      if (isRefusal(asked)) problems.push(asked);
      else jobIds.push(asked.jobId);
    }
    if (problems.length > 0)
      return showCase(c, services, page, view, { draft: draftOf(form, problems), jobIds });
    return c.redirect(
      `${SITE_LINKS.case(caseId)}?${new URLSearchParams(jobIds.map((id) => ['job', id]))}`,
      303,
    );
  });
}
