import type { Token, TokenForms } from '../domain/document.ts';
import { hashText } from '../text/hash.ts';

/** Stage 5. What each token looks like, as hashes. Forms that come again are looked up, and not taken apart again. */
export function findForms(text: string, tokens: readonly Token[]): TokenForms {
  const count = tokens.length;
  const column = () => new Int32Array(count);
  const forms = {
    form: column(),
    surface: column(),
    word: column(),
    prefix1: column(),
    prefix3: column(),
    suffix1: column(),
    suffix2: column(),
    suffix3: column(),
    shape: column(),
    firsts: column(),
  };
  const known = new Map<string, number>();
  const firsts: number[] = [];
  for (let i = 0; i < count; i++) {
    const { start, end, lower } = tokens[i]!;
    const surface = text.slice(start, end);
    const at = known.get(surface);
    if (at !== undefined) {
      const first = firsts[at]!;
      forms.form[i] = at;
      forms.surface[i] = forms.surface[first]!;
      forms.word[i] = forms.word[first]!;
      forms.prefix1[i] = forms.prefix1[first]!;
      forms.prefix3[i] = forms.prefix3[first]!;
      forms.suffix1[i] = forms.suffix1[first]!;
      forms.suffix2[i] = forms.suffix2[first]!;
      forms.suffix3[i] = forms.suffix3[first]!;
      forms.shape[i] = forms.shape[first]!;
      continue;
    }
    const n = lower.length;
    forms.form[i] = firsts.length;
    known.set(surface, firsts.length);
    firsts.push(i);
    forms.surface[i] = hashText(surface);
    forms.word[i] = hashText(lower);
    forms.prefix1[i] = hashText(surface, 0, 1);
    forms.prefix3[i] = hashText(lower, 0, Math.min(3, n));
    forms.suffix1[i] = hashText(lower, Math.max(0, n - 1));
    forms.suffix2[i] = hashText(lower, Math.max(0, n - 2));
    forms.suffix3[i] = hashText(lower, Math.max(0, n - 3));
    forms.shape[i] = hashText(shapeOf(surface));
  }
  return { ...forms, firsts: Int32Array.from(firsts) };
}

/** `X` for capitals, `x` for small letters, `d` for digits, runs folded: "McGuire-7" is "XxXx-d". */
function shapeOf(word: string): string {
  let shape = '';
  let before = '';
  for (let i = 0; i < word.length && shape.length < 8; i++) {
    const form = formOf(word, i);
    if (form !== before) shape += form;
    before = form;
  }
  return shape;
}

/** `X`, `x` or `d` for a capital, a small letter or a digit; any other character itself. */
export function formOf(word: string, at: number): string {
  const unit = word.charCodeAt(at);
  if (unit >= 97 && unit <= 122) return 'x';
  if (unit >= 65 && unit <= 90) return 'X';
  if (unit >= 48 && unit <= 57) return 'd';
  const character = word[at] ?? '';
  if (unit < 128) return character;
  return /\p{Lu}/u.test(character) ? 'X' : /\p{L}/u.test(character) ? 'x' : character;
}
