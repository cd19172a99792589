import { useT } from '../i18n';
import { Dialog } from '../ui/Dialog';
import { Field } from '../ui/Field';
import { usePreferences } from '../ui/preferences';
import { assumedPxPerMm, usePxPerMm } from './usePaper';
import './Calibrate.css';

/** The width of a bank card by ISO/IEC 7810, millimetres. */
const cardMm = 85.6;

/** Scales that screens have, pixels to a millimetre. */
const least = 2;
const most = 12;

/** Fits the paper to this screen, by a thing of known width that everybody has. */
export function Calibrate({ onClose }: { onClose: () => void }) {
  const t = useT();
  const pxPerMm = usePxPerMm();
  const set = usePreferences((p) => p.set);
  return (
    <Dialog title={t('calibrate.title')} onClose={onClose} className="calibrate">
      <p>{t('calibrate.how')}</p>
      <div className="card" style={{ width: cardMm * pxPerMm, height: 54 * pxPerMm }} data-testid="calibrate-card" />
      <Field label={t('calibrate.width')}>
        {(control) => (
          <input
            {...control}
            type="range"
            min={least}
            max={most}
            step={0.01}
            value={pxPerMm}
            onChange={(event) => set({ pxPerMm: Number(event.target.value) })}
            data-testid="calibrate-slider"
          />
        )}
      </Field>
      <div className="buttons">
        <button type="button" className="btn" onClick={() => set({ pxPerMm: undefined })}>
          {t('calibrate.reset')} {assumedPxPerMm.toFixed(2)}
        </button>
        <button type="button" className="btn primary" onClick={onClose}>
          {t('calibrate.done')}
        </button>
      </div>
    </Dialog>
  );
}
