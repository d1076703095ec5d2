import { m } from '#messages';
import type { OutputOf } from '#platform/shared/contract.ts';
import { demoPassword } from '#platform/shared/demo.ts';
import { identity } from '#platform/shared/identity-contract.ts';
import { useState } from 'react';
import { useRead } from '../client/use-read.ts';
import { useLanguage } from '../language.ts';
import { Problem } from '../ui/Problem.tsx';
import { Cover } from './Cover.tsx';
import { DemoRibbon } from './DemoRibbon.tsx';
import { SignInForm } from './SignInForm.tsx';
import { type Halfway, signIn } from './entering.ts';
import { tryThis } from './try-this.ts';

type DemoClinic = OutputOf<typeof identity, 'people'>['clinics'][number];

/** The way in: name and password, and in a demo one tile a person. */
export function SignIn(props: { strangeBadge: boolean }) {
  const clinics = useRead(identity, 'people', {}).data?.clinics ?? [];
  const demo = clinics.length > 0;
  const [halfway, setHalfway] = useState<Halfway>();
  return (
    <Cover wide={demo} ribbon={demo && <DemoRibbon />}>
      <div className="s-card s-signin">
        {!halfway && <h1>{m.web_signIn_title()}</h1>}
        <SignInForm
          autoFocus={!demo}
          strangeBadge={props.strangeBadge}
          halfway={halfway}
          onHalfway={setHalfway}
        />
      </div>
      {demo && <DemoPeople clinics={clinics} onHalfway={setHalfway} />}
    </Cover>
  );
}

function DemoPeople(props: { clinics: DemoClinic[]; onHalfway: (halfway: Halfway) => void }) {
  const language = useLanguage();
  const [pending, setPending] = useState('');
  const [problem, setProblem] = useState<unknown>();
  const enter = async (login: string) => {
    if (pending) return;
    setPending(login);
    setProblem(undefined);
    try {
      // who set up a second step in the demo, to try it, is asked for it
      const halfway = await signIn(login, demoPassword);
      if (halfway) props.onHalfway(halfway);
      setPending('');
    } catch (error) {
      setProblem(error);
      setPending('');
    }
  };
  return (
    <div className="s-demo">
      <p className="s-demo-lead">{m.web_signIn_demo()}</p>
      <Problem problem={problem} />
      {props.clinics.map((clinic) => (
        <section key={clinic.slug} aria-label={clinic.name}>
          <h2>{clinic.name}</h2>
          <ul className="s-tiles">
            {clinic.people.map((person) => (
              <li key={person.login}>
                <button
                  type="button"
                  className="s-tile"
                  aria-busy={pending === person.login}
                  onClick={() => void enter(person.login)}
                >
                  <strong>{person.name}</strong>
                  <span>{person.labels.map((label) => label[language]).join(', ')}</span>
                  <em>{tryThis(person.roles)}</em>
                </button>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
