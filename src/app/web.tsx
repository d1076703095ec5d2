import './strict-policy.ts';
import { createRoot } from 'react-dom/client';
import '@mantine/core/styles.css';
import '#platform/web/ui/ui.css';
import '#platform/web/form/form.css';
import '#platform/web/shell/shell.css';
import { web as printing } from '#platform/web/print/index.tsx';
import { Workbench } from '#platform/web/shell/Workbench.tsx';
import type { WebSlice } from '#platform/web/slots/web-slice.ts';

/** Every slice's web door is found by its place, so that a new duty needs no line here. */
const doors = import.meta.glob<{ web: WebSlice }>('../slices/*/web/index.tsx', { eager: true });

const root = document.getElementById('root');
if (!root) throw new Error('the page has no root');
createRoot(root).render(<Workbench slices={[printing, ...Object.values(doors).map((door) => door.web)]} />);
