/** Short facts in a row; a line breaks between them, never inside a number. */
export function Facts({ facts }: { facts: (string | undefined)[] }) {
  return (
    <span className="rc-facts">
      {facts.filter(Boolean).map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  );
}
