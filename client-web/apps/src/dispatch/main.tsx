import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from '../shared/ui/preferences';
import { App } from './App';
import '../shared/ui/base.css';

applyPreferences();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
