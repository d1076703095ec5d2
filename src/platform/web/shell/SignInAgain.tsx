import { m } from '#messages';
import { Cover } from './Cover.tsx';
import { DemoRibbon } from './DemoRibbon.tsx';
import { SignInForm } from './SignInForm.tsx';
import type { Session } from './session.ts';

/** The session ended in the middle of work. The screen below keeps all that was typed; whoever signs in finds her own. */
export function SignInAgain(props: { session: Session; strangeBadge: boolean }) {
  const name = props.session.me?.name;
  return (
    <Cover over ribbon={props.session.me?.clinic.demo && <DemoRibbon />}>
      <div className="s-card s-signin" role="dialog" aria-modal="true" aria-labelledby="again">
        <h1 id="again">{m.web_again_title()}</h1>
        <p>{name ? m.web_again_text({ name }) : m.web_again_textNobody()}</p>
        <SignInForm autoFocus strangeBadge={props.strangeBadge} />
      </div>
    </Cover>
  );
}
