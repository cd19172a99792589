import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from '../ui/preferences';
import '../ui/base.css';

/** Puts an app on its page, in the language and light that were chosen here before. */
export function mount(app: ReactNode): void {
  applyPreferences();
  const root = document.getElementById('root');
  if (root) createRoot(root).render(<StrictMode>{app}</StrictMode>);
}
