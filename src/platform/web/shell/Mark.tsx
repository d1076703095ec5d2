/** The name with its mark: the posts of a veranda under their roof. */
export function Mark(props: { small?: boolean }) {
  return (
    <span className="s-mark">
      <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
        <path
          d="M2 9 11 3l9 6"
          fill="none"
          stroke="currentColor"
          strokeWidth="2.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
        <path d="M5 10v9M11 10v9M17 10v9" stroke="currentColor" strokeWidth="2.2" strokeLinecap="round" />
      </svg>
      {!props.small && <span>Serambi</span>}
    </span>
  );
}
