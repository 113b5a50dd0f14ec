/**
 * Words that others wrote: escaped, and with a direction of their own, so that right-to-left text and direction
 * overrides in them turn nothing around them.
 */
export function Foreign({ children }: { readonly children: string }) {
  return <bdi>{children}</bdi>;
}
