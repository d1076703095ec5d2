/** What must be done before a person signs out at this browser; it throws a problem where she must not leave yet. */
type Before = () => Promise<void>;
const befores = new Set<Before>();

export function beforeLeaving(before: Before): () => void {
  befores.add(before);
  return () => befores.delete(before);
}

/** @throws ProblemError with the reason why she must not leave yet */
export async function makeReadyToLeave(): Promise<void> {
  for (const before of befores) await before();
}
