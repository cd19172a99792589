import { useEffect } from 'react';
import { Entry } from '../shared/app/Entry';
import { Console } from './Console';
import { sendHeldOnLeave } from './state/held';

/** The dispatch console. */
export function App() {
  useEffect(() => sendHeldOnLeave(), []);
  return (
    <Entry titled="app.title">
      <Console />
    </Entry>
  );
}
