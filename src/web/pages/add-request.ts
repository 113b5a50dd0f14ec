import type { AddInput } from '../../services/services.ts';
import type { AddDraft } from '../parts/add-form.tsx';
import type { Problem } from '../parts/data.ts';

/** Files that one form may bring: more is an import, which the command line does. */
const FILE_LIMIT = 50;
/** Longest name given to pasted text, in UTF-16 code units. */
const NAME_LIMIT = 120;

/** The inputs of a submitted form, or the form as it was filled in with what is wrong with it. */
export async function readAddForm(form: FormData): Promise<readonly AddInput[] | AddDraft> {
  const kind = kindOf(form.get('kind'));
  const url = text(form.get('url')).trim();
  const pasted = text(form.get('text'));
  const publication = text(form.get('publication')).trim();
  const draft = (problem: Problem): AddDraft => draftOf(form, [problem]);
  if (kind === 'url')
    return url === ''
      ? draft({ reason: 'No address was given.', hint: 'Paste the address of the page.' })
      : [{ kind, url }];
  if (kind === 'pasted') {
    if (pasted.trim() === '')
      return draft({ reason: 'No text was given.', hint: 'Paste the text of the article as it is.' });
    const bytes = new TextEncoder().encode(pasted);
    return [{ kind, name: firstLine(pasted), bytes, ...(publication !== '' && { publication }) }];
  }
  const files = form.getAll('file').filter((entry) => entry instanceof File && entry.name !== '') as File[];
  if (files.length === 0)
    return draft({
      reason: 'No file was chosen.',
      hint: 'Choose a saved page, a text, a PDF, a mail or a Word document.',
    });
  if (files.length > FILE_LIMIT)
    return draft({
      reason: `${files.length} files were chosen; a form takes ${FILE_LIMIT} at most.`,
      hint: 'Send them in parts, or add the folder with onus add FOLDER --case NAME.',
    });
  return Promise.all(
    files.map(async (file) => ({ kind, name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}

export function isDraft(read: readonly AddInput[] | AddDraft): read is AddDraft {
  return 'problems' in read;
}

/** The form as it was filled in, with what was not taken of it. */
export function draftOf(form: FormData, problems: readonly Problem[]): AddDraft {
  return {
    kind: kindOf(form.get('kind')),
    url: text(form.get('url')),
    text: text(form.get('text')),
    publication: text(form.get('publication')),
    problems,
  };
}

function kindOf(value: FormDataEntryValue | null): AddInput['kind'] {
  return value === 'file' || value === 'pasted' ? value : 'url';
}

function text(value: FormDataEntryValue | null): string {
  return typeof value === 'string' ? value : '';
}

function firstLine(pasted: string): string {
  return pasted.trimStart().split('\n', 1)[0]?.trim().slice(0, NAME_LIMIT) || 'pasted text';
}
