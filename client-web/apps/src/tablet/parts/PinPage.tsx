import { type FormEvent, useState } from 'react';
import { useT } from '../../shared/i18n';
import { Toasts } from '../../shared/ui/Toasts';
import { enterPin, usePendingKey } from '../state/commands';

/** A device elsewhere on the vehicle's network says once that it belongs here. */
export function PinPage() {
  const t = useT();
  const [pin, setPin] = useState('');
  const pending = usePendingKey('pin');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void enterPin(pin);
  };
  return (
    <form className="tablet-alone" onSubmit={submit}>
      <label>
        {t('tablet.pin.title')}
        <input
          className="input"
          inputMode="numeric"
          autoComplete="off"
          value={pin}
          maxLength={12}
          onChange={(event) => setPin(event.target.value)}
          data-testid="pin"
        />
      </label>
      <button type="submit" className="btn primary" disabled={pending || pin.length < 4} data-testid="pin-submit">
        {t('tablet.pin.submit')}
      </button>
      <Toasts />
    </form>
  );
}
