import type { ApiJob } from '../../api/types.ts';

/** Milliseconds between two looks at an addition. */
const INTERVAL = 700;

/** Resolves with the addition once it is done, refused or failed; `onState` hears of each look. */
export async function settle(jobId: string, onState: (state: ApiJob['state']) => void): Promise<ApiJob> {
  for (;;) {
    const response = await fetch(`/api/jobs/${encodeURIComponent(jobId)}`);
    if (!response.ok) throw new Error(`the addition cannot be asked for (${response.status})`);
    const job = (await response.json()) as ApiJob;
    onState(job.state);
    if (job.state !== 'waiting' && job.state !== 'active') return job;
    await new Promise((resolve) => setTimeout(resolve, INTERVAL));
  }
}

/** Loads the page again once all additions that it shows as under way are settled. */
export function followJobs(): void {
  const notices = [...document.querySelectorAll<HTMLElement>('[data-job]')];
  if (notices.length === 0) return;
  const settled = notices.map((notice) =>
    settle(notice.dataset.job ?? '', (state) => {
      const title = notice.querySelector('.notice-title');
      if (title !== null && state === 'active') title.textContent = 'Being read';
    }),
  );
  // A look that failed (the server is gone) leaves the page as it is, with its link to look again.
  Promise.all(settled).then(
    () => location.reload(),
    () => undefined,
  );
}
