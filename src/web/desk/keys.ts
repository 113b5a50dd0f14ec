/** Where the browser keeps that single keys are switched off. */
const SETTING = 'onus-keys';

/**
 * Keys: `?` opens the sheet, `j` and `k` go through the stops of the page (statements, sentences). Never while
 * something is being typed, never with a modifier, and not where the reader has switched them off.
 */
export function enhanceKeys(): void {
  const sheet = document.querySelector<HTMLDialogElement>('dialog#keys');
  const box = document.querySelector<HTMLInputElement>('#keys-on');
  if (sheet === null || box === null) return;
  box.checked = localStorage.getItem(SETTING) !== 'off';
  box.addEventListener('change', () => localStorage.setItem(SETTING, box.checked ? 'on' : 'off'));
  document.addEventListener('keydown', (event) => {
    if (!box.checked || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') sheet.showModal();
    else if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
    else return;
    event.preventDefault();
  });
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select, dialog') !== null;
}

/** Focuses the next or previous stop, from the one that holds the focus; from none, the first. */
function move(step: 1 | -1): void {
  const stops = [...document.querySelectorAll<HTMLElement>('[data-stop]')];
  const at = stops.findIndex((stop) => stop.contains(document.activeElement));
  const next = at < 0 ? stops[0] : stops[at + step];
  next?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}
