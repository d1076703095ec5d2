import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { m } from '#messages';
import { identity } from '#platform/shared/identity-contract.ts';
import { useAct } from '#platform/web/client/use-act.ts';
import { useRead } from '#platform/web/client/use-read.ts';
import { useKeys } from '#platform/web/keys/use-keys.tsx';
import { useLanguage } from '#platform/web/language.ts';
import { usePrint } from '#platform/web/print/use-print.ts';
import { useGo } from '#platform/web/router/link.tsx';
import type { ScreenProps } from '#platform/web/slots/web-slice.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { EmptyState } from '#platform/web/ui/EmptyState.tsx';
import { Page } from '#platform/web/ui/Page.tsx';
import { Problem } from '#platform/web/ui/Problem.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { offerUndo, tell } from '#platform/web/ui/undo.tsx';
import { type Person, workforce } from '../contract.ts';
import { HandedLink, type LinkToHand } from './HandedLink.tsx';
import { PersonForm } from './PersonForm.tsx';
import './workforce.css';

type Over = { add: true } | { change: Person } | { link: LinkToHand } | undefined | { resetFactor: Person };
type Label = { en: string; id: string };

/** Who works here: inviting, changing, new links, ending access. */
export default function People(props: ScreenProps) {
  const read = useRead(workforce, 'listPeople', {}, { refreshOn: ['workforce.'] });
  const [over, setOver] = useState<Over>(props.search.add ? { add: true } : undefined);
  const acts = usePersonActs(setOver);
  const add = () => setOver({ add: true });
  const close = () => setOver(undefined);
  useKeys({ n: { label: m.workforce_people_add(), run: add } });
  const roles = read.data?.roles ?? [];
  const addButton = (
    <Button tone="primary" onClick={add} icon={<IconPlus size={18} aria-hidden />} keys="N">
      {m.workforce_people_add()}
    </Button>
  );
  return (
    <Page title={m.workforce_people_title()} actions={addButton}>
      <Problem problem={acts.problem} />
      <ReadView read={read} rows={8}>
        {({ people }) => (
          <PeopleTable
            people={people}
            labels={new Map(roles.map((one) => [one.role, one.label]))}
            onChange={(person) => setOver({ change: person })}
            more={acts.more}
          />
        )}
      </ReadView>
      <Dialog
        title={over && 'change' in over ? over.change.name : m.workforce_people_add()}
        open={over !== undefined && !('link' in over) && !('resetFactor' in over)}
        onClose={close}
      >
        {over && !('link' in over) && !('resetFactor' in over) && (
          <PersonForm
            roles={roles}
            {...('change' in over && { person: over.change })}
            onInvited={(link) => setOver({ link })}
            onDone={close}
          />
        )}
      </Dialog>
      <Dialog
        title={m.workforce_people_resetFactor()}
        open={over !== undefined && 'resetFactor' in over}
        onClose={close}
        size="small"
      >
        {over && 'resetFactor' in over && (
          <>
            <p className="s-dialog-text">
              {m.workforce_people_resetFactorText({ name: over.resetFactor.name })}
            </p>
            <div className="s-dialog-acts">
              <Button onClick={close}>{m.web_cancel()}</Button>
              <Button
                tone="primary"
                onClick={() => {
                  acts.resetFactor(over.resetFactor);
                  close();
                }}
              >
                {m.workforce_people_resetFactor()}
              </Button>
            </div>
          </>
        )}
      </Dialog>
      {over && 'link' in over && <HandedLink link={over.link} onClose={close} />}
    </Page>
  );
}

/** What is under More in a person's row. */
function usePersonActs(show: (over: Over) => void) {
  const reset = useAct(identity, 'issueResetLink');
  const end = useAct(workforce, 'endAccess');
  const give = useAct(workforce, 'giveAccess');
  const factor = useAct(identity, 'resetFactor');
  const badge = useAct(workforce, 'printBadge');
  const { print } = usePrint();
  const go = useGo();
  const quietly = (act: Promise<unknown>) => void act.catch(() => undefined);
  const newLink = async (person: Person) => {
    const { path, expiresAt } = await reset.run({ staffId: person.id });
    const { name, login } = person;
    show({
      link: { name, login, path, expiresAt, kind: person.status === 'invited' ? 'invitation' : 'reset' },
    });
  };
  const endAccess = async (person: Person) => {
    await end.run({ staffId: person.id });
    offerUndo(m.workforce_people_ended({ name: person.name }), () => give.run({ staffId: person.id }));
  };
  const giveAccess = async (person: Person) => {
    await give.run({ staffId: person.id });
    offerUndo(m.workforce_people_given({ name: person.name }), () => end.run({ staffId: person.id }));
  };
  const printBadge = async (person: Person) => print((await badge.run({ staffId: person.id })).paperId);
  const more = (person: Person) => {
    if (person.status === 'disabled') {
      return [{ label: m.workforce_people_giveAccess(), run: () => quietly(giveAccess(person)) }];
    }
    const invited = person.status === 'invited';
    return [
      { label: m.workforce_credentials_file(), run: () => go(`/clinic/people/${person.id}`) },
      {
        label: invited ? m.workforce_people_newInvitation() : m.workforce_people_newLink(),
        run: () => quietly(newLink(person)),
      },
      { label: m.workforce_badge_print(), run: () => quietly(printBadge(person)) },
      ...(invited
        ? []
        : [{ label: m.workforce_people_resetFactor(), run: () => show({ resetFactor: person }) }]),
      { label: m.workforce_people_endAccess(), run: () => quietly(endAccess(person)) },
    ];
  };
  const resetFactor = async (person: Person) => {
    await factor.run({ staffId: person.id });
    tell(m.workforce_people_factorReset({ name: person.name }));
  };
  return {
    more,
    resetFactor: (person: Person) => quietly(resetFactor(person)),
    problem: reset.problem ?? end.problem ?? give.problem ?? factor.problem ?? badge.problem,
  };
}

function PeopleTable(props: {
  people: Person[];
  labels: ReadonlyMap<string, Label>;
  onChange: (person: Person) => void;
  more: (person: Person) => { label: string; run: () => void }[];
}) {
  const language = useLanguage();
  const labelOf = (role: string) => props.labels.get(role)?.[language] ?? role;
  const columns: Column<Person>[] = [
    {
      id: 'name',
      header: m.workforce_people_name(),
      cell: (one) => <strong className="wf-whole">{one.name}</strong>,
    },
    { id: 'login', header: m.workforce_people_login(), cell: (one) => one.login, hideOn: 'phone' },
    { id: 'roles', header: m.workforce_people_roles(), cell: (one) => one.roles.map(labelOf).join(', ') },
    {
      id: 'licence',
      header: m.workforce_people_licence(),
      cell: (one) => one.licence ?? '–',
      figures: true,
      hideOn: 'tablet',
    },
    {
      id: 'status',
      header: m.workforce_people_status(),
      cell: (one) => <Status person={one} />,
      width: '13rem',
    },
    {
      id: 'pin',
      header: m.workforce_people_pin(),
      cell: (one) => (one.hasPin ? m.workforce_people_pinSet() : m.workforce_people_pinNone()),
      width: '6rem',
      hideOn: 'tablet',
    },
    {
      id: 'last',
      header: m.workforce_people_lastSignIn(),
      cell: (one) => (one.signedInAt ? <When at={one.signedInAt} /> : m.workforce_people_never()),
      figures: true,
      width: '11rem',
      hideOn: 'tablet',
    },
  ];
  return (
    <DataTable
      label={m.workforce_people_title()}
      rows={props.people}
      rowKey={(one) => one.id}
      columns={columns}
      act={(one) => ({ label: m.workforce_people_edit(), run: () => props.onChange(one) })}
      open={props.onChange}
      more={props.more}
      empty={<EmptyState title={m.workforce_people_empty()} text={m.workforce_people_emptyText()} />}
    />
  );
}

function Status(props: { person: Person }) {
  const { status } = props.person;
  if (status === 'active') return <SignalBadge tone="green">{m.workforce_people_active()}</SignalBadge>;
  if (status === 'invited') return <SignalBadge tone="blue">{m.workforce_people_invited()}</SignalBadge>;
  return <SignalBadge tone="grey">{m.workforce_people_disabled()}</SignalBadge>;
}
