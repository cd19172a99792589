import { type FormEvent, useState } from 'react';
import { useT } from '../../shared/i18n';
import { Segmented } from '../../shared/ui/Segmented';
import { newId, say, usePendingKey } from '../state/commands';
import type { AssignmentOrder } from '../wire';

/** The drugs that lie nearest at hand; any other is written by its name. */
const usual = [
  'aspirin',
  'clopidogrel',
  'nitroglycerin',
  'adrenaline',
  'atropine',
  'morphine',
  'glucose-50',
  'naloxone',
] as const;
const units = ['mg', 'µg', 'g', 'mL', 'IU'] as const;
const routes = ['iv', 'po', 'im', 'sl', 'io', 'neb', 'sc', 'in'] as const;

/** A drug that the crew gave by its own standing orders: recorded with the moment at which it is said here. */
export function OwnDrug({ assignment, onDone }: { assignment: AssignmentOrder; onDone: () => void }) {
  const t = useT();
  const [drug, setDrug] = useState('');
  const [dose, setDose] = useState('');
  const [unit, setUnit] = useState<(typeof units)[number]>('mg');
  const [route, setRoute] = useState<(typeof routes)[number]>();
  const pending = usePendingKey('own-drug');
  const amount = Number(dose);
  const ready = drug.trim() !== '' && amount > 0 && route !== undefined;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    const body = { kind: 'drug', drugCode: drug.trim(), dose: amount, doseUnit: unit, route } as const;
    if (await say(assignment, 'own-drug', { act: 'drug-given', orderId: newId('d'), body })) onDone();
  };
  return (
    <form className="card stack" onSubmit={submit} data-testid="own-drug-form">
      <div className="chips">
        {usual.map((code) => (
          <button key={code} type="button" className="btn" aria-pressed={drug === code} onClick={() => setDrug(code)}>
            {t(`tablet.drug.${code}`)}
          </button>
        ))}
      </div>
      <div className="row">
        <input
          className="input grow"
          aria-label={t('tablet.order.drug')}
          placeholder={t('tablet.order.drug')}
          value={drug}
          maxLength={64}
          onChange={(event) => setDrug(event.target.value)}
          data-testid="own-drug-name"
        />
        <input
          className="input short"
          aria-label={t('tablet.order.dose')}
          placeholder={t('tablet.order.dose')}
          inputMode="decimal"
          value={dose}
          onChange={(event) => setDose(event.target.value)}
          data-testid="own-drug-dose"
        />
        <Segmented
          label={t('tablet.order.dose')}
          value={unit}
          options={units.map((value) => ({ value, content: value }))}
          onChange={setUnit}
        />
      </div>
      <Segmented
        label={t('tablet.order.route')}
        value={route}
        options={routes.map((value) => ({ value, content: t(`tablet.routeName.${value}`) }))}
        onChange={setRoute}
      />
      <button type="submit" className="btn primary big" disabled={!ready || pending} data-testid="own-drug-save">
        {t('tablet.order.given')}
      </button>
    </form>
  );
}
