/**
 * On a source's page: pointing at or focusing a statement's words lights its note up, and the other way round.
 * Both carry the statement's id; a class does the rest.
 */
export function enhanceReading(): void {
  if (document.body.dataset.page !== 'source') return;
  const elements = Map.groupBy(
    document.querySelectorAll<HTMLElement>('[data-statement]'),
    (element) => element.dataset.statement ?? '',
  );
  let lit: string | undefined;

  function light(statementId: string | undefined): void {
    if (statementId === lit) return;
    for (const element of elements.get(lit ?? '') ?? []) element.classList.remove('lit');
    for (const element of elements.get(statementId ?? '') ?? []) element.classList.add('lit');
    lit = statementId;
  }

  document.addEventListener('pointerover', (event) => light(statementAt(event.target)));
  document.addEventListener('focusin', (event) => {
    const statementId = statementAt(event.target);
    light(statementId);
    const isNote = event.target instanceof HTMLElement && event.target.matches('.note');
    if (isNote) textOf(elements.get(statementId ?? ''))?.scrollIntoView({ block: 'center' });
  });
  const arrive = () => {
    const statementId = /^#[sn]-(.+)$/.exec(decodeURIComponent(location.hash))?.[1];
    light(statementId);
    if (location.hash.startsWith('#s-'))
      noteOf(elements.get(statementId ?? ''))?.scrollIntoView({ block: 'nearest' });
  };
  window.addEventListener('hashchange', arrive);
  arrive();
}

function statementAt(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? target.closest<HTMLElement>('[data-statement]')?.dataset.statement
    : undefined;
}

const textOf = (elements: HTMLElement[] | undefined) => elements?.find((element) => element.matches('.part'));
const noteOf = (elements: HTMLElement[] | undefined) => elements?.find((element) => element.matches('.note'));
