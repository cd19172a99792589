import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from '../shared/ui/preferences';
import { App } from './App';
import { followDaylight } from './state/theme';
import '../shared/ui/base.css';
import './Tablet.css';

followDaylight();
applyPreferences();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <App />
    </StrictMode>,
  );
}
