/** A text as HTML that shows it. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** A text as paragraphs: one for each run of lines that no empty line parts. */
export function htmlOfText(text: string): string {
  return text
    .split(/\n[^\S\n]*\n/)
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

/** A title that is HTML, without its tags; character references stay. */
export function titleOfHtml(title: string): string {
  return title
    .replace(/<\/?[a-z][^<>]*>/gi, '')
    .replaceAll('<', '&lt;')
    .trim();
}

export function titleOfText(title: string): string {
  return escapeHtml(title.trim());
}
