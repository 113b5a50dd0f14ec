import type { WordForm } from './document.ts';

/** A power of two: how many forms are remembered. */
const SIZE = 2 ** 14;

/** What was worked out for forms of words, kept for the next token and document: of bounded size, and by form exactly. */
export class FormMemo<Value> {
  readonly #ids = new Int32Array(SIZE);
  readonly #values: (Value | null)[] = new Array(SIZE).fill(null);
  readonly #make: (form: WordForm) => Value;

  /** @param make Works out the value of a form; whatever it depends on beside must stay the same. */
  constructor(make: (form: WordForm) => Value) {
    this.#make = make;
  }

  of(form: WordForm): Value {
    const at = form.id & (SIZE - 1);
    if (this.#ids[at] === form.id) return this.#values[at] as Value;
    const value = this.#make(form);
    this.#ids[at] = form.id;
    this.#values[at] = value;
    return value;
  }
}
