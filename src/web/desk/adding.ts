import { settle } from './jobs.ts';

/** The form that adds a source: shows how far sending and reading have come, then the case with the new source. */
export function enhanceAdding(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-add]');
  const status = form?.querySelector<HTMLElement>('[data-progress]');
  if (form == null || status == null) return;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const button = form.querySelector('button');
    if (button !== null) button.disabled = true;
    send(form, status).catch(() => {
      if (button !== null) button.disabled = false;
      status.textContent = 'The connection broke before all was sent. Nothing was added; try again.';
    });
  });
}

async function send(form: HTMLFormElement, status: HTMLElement): Promise<void> {
  status.textContent = 'Sending …';
  const answer = await post(form, (share) => {
    status.textContent = `Sending … ${Math.round(share * 100)} %`;
  });
  const jobs = new URL(answer.address).searchParams.getAll('job');
  // A form that was refused comes back with the reasons: let the server show it. Adding the same again changes nothing.
  if (answer.status !== 200 || jobs.length === 0) {
    form.submit();
    return;
  }
  let done = 0;
  status.textContent = jobs.length === 1 ? 'Being read …' : `Being read … 0 of ${jobs.length}`;
  await Promise.all(
    jobs.map((jobId) =>
      settle(jobId, () => undefined).then(() => {
        done++;
        if (jobs.length > 1) status.textContent = `Being read … ${done} of ${jobs.length}`;
      }),
    ),
  );
  location.assign(answer.address);
}

/** Posts the form; XMLHttpRequest because fetch does not tell how much of the body has been sent. */
function post(
  form: HTMLFormElement,
  onSent: (share: number) => void,
): Promise<{ readonly status: number; readonly address: string }> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable && event.total > 0) onSent(event.loaded / event.total);
    });
    request.addEventListener('load', () => resolve({ status: request.status, address: request.responseURL }));
    request.addEventListener('error', () => reject(new Error('the request failed')));
    request.open('POST', form.action);
    request.send(new FormData(form));
  });
}
