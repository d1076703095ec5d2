import { useState } from 'react';
import { m } from '#messages';
import { useRead } from '#platform/web/client/use-read.ts';
import { Button } from '#platform/web/ui/Button.tsx';
import { Dialog } from '#platform/web/ui/Dialog.tsx';
import { ReadView } from '#platform/web/ui/ReadView.tsx';
import { SignalBadge } from '#platform/web/ui/Signal.tsx';
import { When } from '#platform/web/ui/When.tsx';
import { type Version, type VersionedList, training } from '../contract.ts';

interface Which {
  list: VersionedList;
  code: string;
  /** The version by which a cohort or a plan goes; without it the newest one is meant. */
  current?: number;
  /** Moves what goes by one version to another. */
  onMove?: (version: number) => void;
}

/** Every version of a programme, a rung or a plan: who changed what, and when. */
export function VersionList({ list, code, current, onMove }: Which) {
  const read = useRead(training, 'versions', { list, code }, { refreshOn: ['training.setChanged'] });
  return (
    <ReadView read={read} rows={3}>
      {({ versions }) => {
        const here = current ?? versions[0]?.version;
        return (
          <ul className="tr-lines" aria-label={m.training_versions()}>
            {versions.map((one) => (
              <li key={one.version} className="tr-line">
                <div className="tr-line-main">
                  <strong>{m.training_version({ version: one.version })}</strong>{' '}
                  {one.version === here && (
                    <SignalBadge tone="green">{m.training_version_here()}</SignalBadge>
                  )}
                  <p className="s-hint">
                    {one.by || m.training_version_came()} <When at={one.at} as="date" />
                  </p>
                  <Changes version={one} />
                </div>
                {onMove && one.version !== here && (
                  <div className="tr-line-acts">
                    <Button small onClick={() => onMove(one.version)}>
                      {m.training_version_move({ version: one.version })}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        );
      }}
    </ReadView>
  );
}

function Changes({ version: { changes } }: { version: Version }) {
  if (changes.length === 0) return null;
  return (
    <ul>
      {changes.map((one) => (
        <li key={one}>{one}</li>
      ))}
    </ul>
  );
}

/** By which version something goes; opens all of them, where the newest one can be taken. */
export function VersionLine(props: Which & { current: number; newest: number }) {
  const [open, setOpen] = useState(false);
  const { newest, onMove, ...which } = props;
  return (
    <p className="tr-inline">
      {m.training_version({ version: which.current })}{' '}
      {newest > which.current && (
        <SignalBadge tone="blue">{m.training_version_newer({ version: newest })}</SignalBadge>
      )}{' '}
      <Button small tone="plain" onClick={() => setOpen(true)}>
        {m.training_versions()}
      </Button>
      <Dialog title={m.training_versions()} open={open} onClose={() => setOpen(false)}>
        {open && (
          <VersionList
            {...which}
            {...(onMove && {
              onMove: (version) => {
                onMove(version);
                setOpen(false);
              },
            })}
          />
        )}
      </Dialog>
    </p>
  );
}
