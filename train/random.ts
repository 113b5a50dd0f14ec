/** Numbers in [0, 1) from a seed: the generator of Numerical Recipes, good enough to shuffle and to drop features. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
