import type { Token, TokenForms, WordForm } from '../domain/document.ts';
import { Vocabulary } from './vocabulary.ts';

/** Stage 5. What each token looks like, as hashes. Forms that come again are looked up, and not taken apart again. */
export function findForms(
  text: string,
  tokens: readonly Token[],
  vocabulary: Vocabulary = new Vocabulary(),
): TokenForms {
  const count = tokens.length;
  const column = () => new Int32Array(count);
  const forms = {
    form: column(),
    id: column(),
    surface: column(),
    word: column(),
    prefix1: column(),
    prefix3: column(),
    suffix1: column(),
    suffix2: column(),
    suffix3: column(),
    shape: column(),
    coarse: column(),
    fine: column(),
  };
  const numbers = new Map<string, number>();
  const firsts: number[] = [];
  const known: WordForm[] = [];
  for (let i = 0; i < count; i++) {
    const token = tokens[i]!;
    const written = text.slice(token.start, token.end);
    let number = numbers.get(written);
    if (number === undefined) {
      number = firsts.length;
      numbers.set(written, number);
      firsts.push(i);
      known.push(vocabulary.formOf(written, token));
    }
    const form = known[number]!;
    forms.form[i] = number;
    forms.id[i] = form.id;
    forms.surface[i] = form.surface;
    forms.word[i] = form.word;
    forms.prefix1[i] = form.prefix1;
    forms.prefix3[i] = form.prefix3;
    forms.suffix1[i] = form.suffix1;
    forms.suffix2[i] = form.suffix2;
    forms.suffix3[i] = form.suffix3;
    forms.shape[i] = form.shape;
    forms.coarse[i] = form.coarse;
    forms.fine[i] = form.fine;
  }
  return { ...forms, firsts: Int32Array.from(firsts), known };
}
