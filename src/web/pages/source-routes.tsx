import type { Context, Hono } from 'hono';
import { isRefusal, type Refusal } from '../../domain/errors.ts';
import type { Services, SourceView } from '../../services/services.ts';
import { isSettled, JobNotice } from '../parts/add-form.tsx';
import { blockAnchor } from '../parts/data.ts';
import { BLOCK_LIMIT, SITE_LINKS, sourceAddress } from '../parts/links.ts';
import { SourcePage, type SourceTools } from '../parts/source-page.tsx';
import { sourceTitle } from '../parts/words.ts';
import type { PageAnswer } from './answers.tsx';
import { readCorrection } from './correction-request.ts';
import { readForm } from './form.ts';

/** A source with its text, its blocks and its captures, and how an addition stands. */
export function addSourceRoutes(app: Hono, services: Services, page: PageAnswer): void {
  app.get('/sources/:id', async (c) => {
    const view = await services.openSource(c.req.param('id'), c.req.query('capture'));
    if (view === null) return c.notFound();
    const isBlocks = c.req.query('view') === 'blocks';
    const done = view.source.corrections.find(({ version }) => String(version) === c.req.query('corrected'));
    return showSource(c, page, view, {
      view: isBlocks ? 'blocks' : 'text',
      from: fromOf(c),
      // The list of blocks has no room for what changed or was copied, and comparing takes its time.
      changes: isBlocks ? null : await changesOf(c, services, view),
      copies: isBlocks ? [] : ((await services.copiesOf(view.source.sourceId)) ?? []),
      done: done ?? null,
    });
  });
  app.get('/jobs/:id', async (c) => {
    const job = await services.findJob(c.req.param('id'));
    if (job === null) return c.notFound();
    return page.show(c, {
      title: 'Adding a source',
      page: 'job',
      busy: !isSettled(job),
      content: (
        <>
          <h1>Adding a source</h1>
          <JobNotice job={job} links={SITE_LINKS} />
          <p>
            <a href={SITE_LINKS.case(job.caseId)}>Back to the case</a>
          </p>
        </>
      ),
    });
  });
}

/** What people say of a source's blocks: answered with a redirect to the block, or with the form as it was filled in. */
export function addCorrectingRoutes(app: Hono, services: Services, page: PageAnswer): void {
  app.post('/sources/:id/corrections', async (c) => {
    const form = await readForm(c);
    if (isRefusal(form)) return page.problem(c, 415, 'Not taken', form);
    const sourceId = c.req.param('id');
    const asked = readCorrection(form);
    if (isRefusal(asked)) return page.problem(c, 422, 'Not corrected', asked);
    const corrected = await services.correctBlock(sourceId, asked.request);
    if (corrected === null) return c.notFound();
    const view = await services.openSource(sourceId, asked.request.captureId);
    if (view === null) return c.notFound();
    const { start } = asked.request;
    const from = pageOf(view, start);
    if (isRefusal(corrected))
      return showSource(
        c,
        page,
        view,
        { view: 'blocks', from, draft: { block: asked.draft, problem: corrected } },
        corrected.refused === 'conflict' ? 409 : 422,
      );
    const capture = view.captures[0]?.captureId === view.source.captureId ? null : view.source.captureId;
    const hash = blockAnchor(start);
    const corrections = String(corrected.correction.version);
    const address = sourceAddress(sourceId, { capture, view: 'blocks', from, corrected: corrections, hash });
    return c.redirect(address, 303);
  });
}

function showSource(
  c: Context,
  page: PageAnswer,
  view: SourceView,
  tools: Pick<SourceTools, 'view' | 'from'> & Partial<SourceTools>,
  status: 200 | 409 | 422 = 200,
) {
  const { source, cases, captures, unread } = view;
  return page.show(c, {
    title: sourceTitle(source),
    page: 'source',
    status,
    content: (
      <SourcePage
        source={source}
        cases={cases}
        links={SITE_LINKS}
        unread={unread}
        tools={{
          ...{ captures, corrections: source.corrections },
          ...{ changes: null, copies: [], done: null, draft: null },
          ...tools,
        }}
      />
    ),
  });
}

/** The first block of the list that was asked for, from 0. */
function fromOf(c: Context): number {
  const from = Number(c.req.query('from') ?? 0);
  return Number.isSafeInteger(from) && from > 0 ? from : 0;
}

/** The first block of the part of the list that holds the block at `start`. */
function pageOf({ source }: SourceView, start: number): number {
  const place = Math.max(
    0,
    source.article.blocks.findIndex((block) => block.start === start),
  );
  return place - (place % BLOCK_LIMIT);
}

/** The two captures asked for compared, else the one shown with the one before that has other bytes, where there is one. */
async function changesOf(c: Context, services: Services, view: SourceView): Promise<SourceTools['changes']> {
  const { source, captures } = view;
  const digests = new Set(captures.map(({ payloadDigest }) => payloadDigest));
  const from = c.req.query('earlier');
  if (from === undefined && digests.size < 2) return null;
  const diff = await services.diffSource(source.sourceId, {
    to: c.req.query('later') ?? source.captureId,
    ...(from !== undefined && { from }),
  });
  if (diff === null) return null;
  if (isRefusal(diff)) return isFirst(diff) ? null : diff;
  const earlier = await services.openSource(source.sourceId, diff.earlierId);
  return { diff, statements: earlier?.source.statements ?? [] };
}

/** The page shows the first capture: nothing stands before it, and that is no problem. */
const isFirst = ({ refused }: Refusal) => refused === 'one-capture';
