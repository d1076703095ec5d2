import { useEffect } from 'react';
import { m } from '#messages';
import { Slot } from '../slots/Slot.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Page } from '../ui/Page.tsx';
import { useSlices } from '../slots/registry.ts';
import { fills } from './places.ts';
import { useMe } from './session.ts';

/** My work, on a page of its own: the first place on a phone. */
export function MyWork() {
  const me = useMe();
  const slices = useSlices();
  useEffect(() => {
    document.title = `${m.web_place_work()} · Serambi`;
  });
  const any = ['today.work', 'work.main'].some((slot) => fills(slices, slot, me));
  return (
    <Page title={m.web_place_work()}>
      <Slot name="today.work" props={{ compact: false }} />
      <Slot name="work.main" />
      {!any && <EmptyState title={m.web_work_empty()} text={m.web_work_emptyText()} />}
    </Page>
  );
}
