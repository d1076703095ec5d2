import type { Letter } from '../contract.ts';

/** The letter as it stands on the paper, in the paper's language. */
export function LetterPaper({ letter }: { letter: Letter }) {
  const { title, facts, sentences } = letter.spoken;
  return (
    <article className="lt-paper" aria-label={title}>
      <h3>{title}</h3>
      <dl className="lt-facts">
        {facts.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </article>
  );
}
