import { useState } from 'react';
import { m } from '#messages';
import { useAct } from '#platform/web/client/use-act.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Panel } from '#platform/web/ui/Panel.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { tell } from '#platform/web/ui/undo.tsx';
import { checkIn } from '../contract.ts';
import './check-in.css';
import Proposals from './Proposals.tsx';

/** On the visit: a link for her phone, and what she said there. */
export default function VisitCheckIn({ visitId }: { visitId: string }) {
  const act = useAct(checkIn, 'makeLink');
  const [link, setLink] = useState<string>();
  const make = () =>
    void act.run({ visitId }).then(
      ({ address, path }) => setLink(`${address || location.origin}${path}`),
      () => undefined,
    );
  const copy = (text: string) =>
    void navigator.clipboard.writeText(text).then(
      () => tell(m.checkIn_link_copied()),
      () => undefined,
    );
  return (
    <>
      <Proposals visitId={visitId} />
      <Panel title={m.checkIn_link_title()}>
        <Problem problem={act.problem} />
        {link ? (
          <>
            <p className="ci-secret">{link}</p>
            <p>{m.checkIn_link_once()}</p>
            <Button onClick={() => copy(link)}>{m.checkIn_link_copy()}</Button>
          </>
        ) : (
          <Button pending={act.pending} onClick={make}>
            {m.checkIn_link_make()}
          </Button>
        )}
      </Panel>
    </>
  );
}
