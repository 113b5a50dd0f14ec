/**
 * Beside a text: pointing at or focusing a statement's words lights its note up, and the other way round. Both carry the
 * statement's id; a class does the rest.
 */
export function enhanceReading(): void {
  const { page } = document.body.dataset;
  if (page !== 'source' && page !== 'pasted') return;
  let lit: string | undefined;

  function light(statementId: string | undefined): void {
    if (statementId === lit) return;
    for (const element of elementsOf(lit)) element.classList.remove('lit');
    for (const element of elementsOf(statementId)) element.classList.add('lit');
    lit = statementId;
  }

  // Off the words, what has the focus is lit again: a text that scrolls under a resting pointer puts nothing out.
  document.addEventListener('pointerover', (event) =>
    light(statementAt(event.target) ?? statementAt(document.activeElement)),
  );
  document.addEventListener('focusin', (event) => {
    const statementId = statementAt(event.target);
    light(statementId);
    const isNote = event.target instanceof HTMLElement && event.target.matches('.note');
    if (isNote) textOf(elementsOf(statementId))?.scrollIntoView({ block: 'center' });
  });
  const arrive = () => {
    const statementId = /^#[sn]-(.+)$/.exec(decodeURIComponent(location.hash))?.[1];
    light(statementId);
    if (location.hash.startsWith('#s-'))
      noteOf(elementsOf(statementId))?.scrollIntoView({ block: 'nearest' });
  };
  window.addEventListener('hashchange', arrive);
  arrive();
}

/** Looked for at each change, since a reading may be drawn anew. */
function elementsOf(statementId: string | undefined): HTMLElement[] {
  if (statementId === undefined) return [];
  return [...document.querySelectorAll<HTMLElement>(`[data-statement="${CSS.escape(statementId)}"]`)];
}

function statementAt(target: EventTarget | null): string | undefined {
  return target instanceof Element
    ? target.closest<HTMLElement>('[data-statement]')?.dataset.statement
    : undefined;
}

const textOf = (elements: readonly HTMLElement[]) => elements.find((element) => element.matches('.part'));
const noteOf = (elements: readonly HTMLElement[]) => elements.find((element) => element.matches('.note'));
