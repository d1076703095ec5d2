import { lazy, Suspense } from 'react';
import { ErrorBoundary } from '../ui/ErrorBoundary.tsx';
import { Loading } from '../ui/Loading.tsx';

const AccountPage = lazy(() => import('../account/AccountPage.tsx'));

/** One's own page, fetched when it is opened. */
export function Account() {
  return (
    <ErrorBoundary>
      <Suspense fallback={<Loading rows={8} />}>
        <AccountPage />
      </Suspense>
    </ErrorBoundary>
  );
}
