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
  let adapted: readonly Float64Array[] = statements;
  for (let round = 0; round < ROUNDS; round++) {
    const mix = priors.map(
      (prior, act) =>
        adapted.reduce((sum, probabilities) => sum + probabilities[act]!, TRUST * prior) /
        (TRUST + statements.length),
    );
    adapted = statements.map((probabilities) =>
      normalised(probabilities.map((p, act) => (priors[act]! > 0 ? (p * mix[act]!) / priors[act]! : 0))),
    );
  }
  return adapted;
}

function normalised(values: Float64Array): Float64Array {
  const total = values.reduce((sum, value) => sum + value, 0);
  return total > 0 ? values.map((value) => value / total) : values;
}
