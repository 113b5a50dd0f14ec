import { EXAMPLE_ARTICLE } from '../parts/example-article.ts';
import { count } from '../parts/words.ts';
import type { PageReader, ReadAnswer, ReadAsk } from './pasted-worker.ts';
import workerAddress from './pasted-worker.ts?worker&url';

/** The elements of the page that reads pasted text. */
interface Place {
  readonly form: HTMLFormElement;
  readonly text: HTMLTextAreaElement;
  readonly status: HTMLElement;
  readonly found: HTMLElement;
}

/** The page that reads pasted text: the reader is loaded at once, and no request is made after that. */
export function enhancePasted(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-paste]');
  const text = form?.querySelector('textarea');
  const status = form?.querySelector<HTMLElement>('[data-progress]');
  const found = document.querySelector<HTMLElement>('#read-place');
  if (form == null || text == null || status == null || found == null) return;
  const place = { form, text, status, found };
  const panel = import('./pasted-panel.tsx');
  const worker = startWorker();
  worker.addEventListener('message', ({ data }: MessageEvent<ReadAnswer>) => hear(place, data, panel));
  worker.addEventListener('error', () =>
    hear(place, { kind: 'failed', reader: 'fast', problem: NO_WORKER }, panel),
  );
  const read = () => {
    setBusy(form, true);
    status.textContent = `Reading ${count(text.value.split(/\s+/).length, 'word')} …`;
    worker.postMessage({ text: text.value, reader: readerOf(form) } satisfies ReadAsk);
  };
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    read();
  });
  form.querySelector('[data-example]')?.addEventListener('click', () => {
    text.value = EXAMPLE_ARTICLE;
    read();
  });
  text.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
}

const NO_WORKER = {
  reason: 'The script that reads did not start.',
  hint: 'Load the page again, in a browser that is not older than three years.',
};

/** Trusted Types (W3C), as far as it is needed here; TypeScript does not describe it, and not every browser has it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): { createScriptURL(address: string): string };
}

/** Starts the worker under the policy that the page allows for this one address. */
function startWorker(): Worker {
  const { trustedTypes } = window as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy('onus-worker', { createScriptURL: () => workerAddress });
  return new Worker(policy?.createScriptURL(workerAddress) ?? workerAddress, { type: 'module' });
}

type Panel = typeof import('./pasted-panel.tsx');

function hear(place: Place, answer: ReadAnswer, panel: Promise<Panel>): void {
  const { form, status } = place;
  const isReading = form.hasAttribute('aria-busy');
  if (answer.kind === 'loading') {
    status.textContent = loadingWords(answer);
    return;
  }
  if (answer.kind === 'ready') {
    status.textContent = isReading ? 'Reading …' : 'Ready: everything it needs is loaded.';
    return;
  }
  status.textContent = '';
  // Without the fast reader there is none; without the deep one the fast one reads on.
  setBusy(form, answer.kind === 'failed' && answer.reader === 'fast');
  panel.then(
    ({ showReading, showProblem }) => {
      if (answer.kind === 'read') showReading(place.found, answer);
      else
        showProblem(
          place.found,
          answer.kind === 'failed' ? 'The reader did not load' : 'Not read',
          answer.problem,
        );
      place.found.focus({ preventScroll: true });
      place.found.scrollIntoView({ block: 'start' });
    },
    () => {
      status.textContent = 'The connection broke before the page was whole. Load it again.';
    },
  );
}

function readerOf(form: HTMLFormElement): PageReader {
  return new FormData(form).get('reader') === 'deep' ? 'deep' : 'fast';
}

function loadingWords({ reader, loaded, total }: Extract<ReadAnswer, { kind: 'loading' }>): string {
  const megabytes = (bytes: number) => (bytes / 1e6).toFixed(1);
  const whole = total === null ? '' : ` of ${megabytes(total)}`;
  return `Loading the ${reader} reader’s weights, once: ${megabytes(loaded)}${whole} MB …`;
}

function setBusy(form: HTMLFormElement, isBusy: boolean): void {
  form.toggleAttribute('aria-busy', isBusy);
  for (const button of form.querySelectorAll('button')) button.disabled = isBusy;
}
