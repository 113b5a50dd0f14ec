import type { Hono } from 'hono';
import type { Services } from '../../services/services.ts';
import { isSettled, JobNotice } from '../parts/add-form.tsx';
import { SITE_LINKS } from '../parts/links.ts';
import { SourcePage } from '../parts/source-page.tsx';
import { sourceTitle } from '../parts/words.ts';
import type { PageAnswer } from './answers.tsx';

/** A source with its text, and how an addition stands. */
export function addSourceRoutes(app: Hono, services: Services, page: PageAnswer): void {
  app.get('/sources/:id', async (c) => {
    const view = await services.openSource(c.req.param('id'));
    if (view === null) return c.notFound();
    return page.show(c, {
      title: sourceTitle(view.source),
      page: 'source',
      content: <SourcePage source={view.source} cases={view.cases} links={SITE_LINKS} unread={view.unread} />,
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
