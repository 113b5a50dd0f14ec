/**
 * On a case's page: a cell opens its sentences below the matrix without loading the page anew. The address changes as
 * if it had, so that it can be kept, sent and gone back to; where anything fails the link is followed after all.
 */
export function enhanceCells(): void {
  const place = document.querySelector<HTMLElement>('#cell-place');
  const caseId = place?.dataset.case;
  if (place === null || caseId === undefined) return;

  document.addEventListener('click', (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>('a') : null;
    if (link === null) return;
    if (link.dataset.cell !== undefined) {
      event.preventDefault();
      open(link).catch(() => location.assign(link.href));
    } else if (link.dataset.close !== undefined) {
      event.preventDefault();
      close(link.href);
    }
  });
  document.addEventListener('keydown', (event) => {
    const closer = place.querySelector<HTMLAnchorElement>('[data-close]');
    if (event.key === 'Escape' && closer !== null && document.querySelector('dialog[open]') === null)
      close(closer.href);
  });
  // Back and forward: the server draws what the address says.
  window.addEventListener('popstate', () => location.reload());

  let opened: HTMLAnchorElement | null = document.querySelector('.cell[aria-current]');

  async function open(link: HTMLAnchorElement): Promise<void> {
    const address = new URL(link.href);
    const data = new URL(`/cases/${encodeURIComponent(caseId ?? '')}/cell${address.search}`, location.href);
    const [response, { showPanel }] = await Promise.all([fetch(data), import('./panel.tsx')]);
    if (!response.ok) throw new Error(`${data.pathname} answered ${response.status}`);
    showPanel(place as HTMLElement, caseId ?? '', await response.json());
    mark(link);
    history.pushState(null, '', address);
  }

  function close(address: string): void {
    const back = opened;
    import('./panel.tsx').then(
      ({ hidePanel }) => hidePanel(place as HTMLElement),
      () => location.assign(address),
    );
    mark(null);
    history.pushState(null, '', address);
    back?.focus();
  }

  function mark(link: HTMLAnchorElement | null): void {
    for (const cell of document.querySelectorAll('.cell[aria-current]')) cell.removeAttribute('aria-current');
    link?.setAttribute('aria-current', 'true');
    opened = link;
  }
}
