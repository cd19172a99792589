import { useT } from '../../shared/i18n';
import { Dialog } from '../../shared/ui/Dialog';
import { showOverlay } from '../state/desk';
import './Palette.css';

const keys = [
  { keys: ['F2'], does: 'keys.newCase' },
  { keys: ['/'], does: 'keys.search' },
  { keys: ['↑', '↓'], does: 'keys.move' },
  { keys: ['1', '9'], does: 'keys.pick' },
  { keys: ['Enter'], does: 'keys.dispatch' },
  { keys: ['A'], does: 'keys.alarm' },
  { keys: ['Ctrl', 'K'], does: 'keys.palette' },
  { keys: ['Esc'], does: 'keys.escape' },
] as const;

/** What the keys do. */
export function KeyHelp() {
  const t = useT();
  return (
    <Dialog title={t('keys.title')} onClose={() => showOverlay(undefined)} className="key-help">
      <dl>
        {keys.map((row) => (
          <div key={row.does} style={{ display: 'contents' }}>
            <dt>
              {row.keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{t(row.does)}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
