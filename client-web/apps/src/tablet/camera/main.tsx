import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { applyPreferences } from '../../shared/ui/preferences';
import { CameraPage } from './CameraPage';
import '../../shared/ui/base.css';
import '../Tablet.css';

applyPreferences();
const root = document.getElementById('root');
if (root) {
  createRoot(root).render(
    <StrictMode>
      <CameraPage />
    </StrictMode>,
  );
}
