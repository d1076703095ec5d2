import type { ReactNode } from 'react';
import type { Read } from '../client/use-read.ts';
import { Loading } from './Loading.tsx';
import { Problem } from './Problem.tsx';

/** Draws what a read answered. A problem while something is already shown leaves it shown, and says so above. */
export function ReadView<Output>(props: {
  read: Read<Output>;
  children: (data: Output) => ReactNode;
  rows?: number;
}) {
  const { read } = props;
  return (
    <>
      {read.problem && <Problem problem={read.problem} onRetry={read.refresh} />}
      {read.data !== undefined && props.children(read.data)}
      {read.loading && <Loading rows={props.rows ?? 4} />}
    </>
  );
}
