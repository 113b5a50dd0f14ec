/**
 * How many statements' worth of trust the mix of acts in training keeps against a document's own. Of 8, 15, 30, 60 and
 * 200 the best log-likelihood on incident articles in cross-validation.
 */
const TRUST = 60;
const ROUNDS = 10;

/**
 * Adapts the probabilities of a document's statements to its own mix of acts, which differs from article to article: a
 * report on who did it is full of blame, one on an outage has none. The mix is found by expectation maximisation
 * (Saerens, Latinne and Decaestecker 2002), drawn towards `priors`, the mix that the model was trained on.
 */
export function adaptToDocument(
  statements: readonly Float64Array[],
  priors: readonly number[],
): readonly Float64Array[] {
  const adapted = statements.map((probabilities) => Float64Array.from(probabilities));
  for (let round = 0; round < ROUNDS; round++) {
    const mix = mixOf(adapted, priors);
    statements.forEach((probabilities, i) => {
      reweigh(probabilities, mix, priors, adapted[i]!);
    });
  }
  return adapted;
}

/** The share of each act. */
function mixOf(statements: readonly Float64Array[], priors: readonly number[]): Float64Array {
  const mix = Float64Array.from(priors, (prior) => TRUST * prior);
  for (const probabilities of statements)
    for (let act = 0; act < mix.length; act++) mix[act]! += probabilities[act]!;
  for (let act = 0; act < mix.length; act++) mix[act]! /= TRUST + statements.length;
  return mix;
}

/** Puts into `out` what the probabilities would be if the acts were mixed so. */
function reweigh(
  probabilities: Float64Array,
  mix: Float64Array,
  priors: readonly number[],
  out: Float64Array,
): void {
  let total = 0;
  for (let act = 0; act < out.length; act++) {
    out[act] = priors[act]! > 0 ? (probabilities[act]! * mix[act]!) / priors[act]! : 0;
    total += out[act]!;
  }
  if (total > 0) for (let act = 0; act < out.length; act++) out[act]! /= total;
}
