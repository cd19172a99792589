import { type FormEvent, useEffect, useState } from 'react';
import { useT } from '../i18n';
import { careApi } from '../transport/careApi';
import type { OrderBody, OrderKind, OrderRulesView, SafetyCheckView } from '../transport/careWire';
import { useLive } from '../transport/live';
import { usePending } from '../transport/perform';
import { Field } from '../ui/Field';
import { DangerMark, GoodMark, InfoMark, WarningMark } from '../ui/icons';
import { usePreferences } from '../ui/preferences';
import { Segmented } from '../ui/Segmented';
import { note } from '../ui/toasts';
import { giveOrder, orderKey } from './careCommands';
import { Findings } from './Findings';
import { useOrderRules, useRules } from './orderRules';
import { emptyDraft, type OrderDraft, orderOf, procedureName, rateUnits, routeName } from './orderWords';

const kinds: readonly OrderKind[] = ['drug', 'procedure', 'destination', 'cath-lab-direct'];

/** How long nothing more was typed before the check is asked, milliseconds. */
const checkAfterMs = 300;

type Check = { readonly of: string; readonly view: SafetyCheckView | undefined };

/** The safety check of a draft, asked anew whenever it changes. */
function useCheck(
  caseId: string,
  patientId: string,
  body: OrderBody | undefined,
): { check: SafetyCheckView | undefined; state: string } {
  const key = body ? JSON.stringify([caseId, patientId, body]) : '';
  const [answer, setAnswer] = useState<Check>();
  useEffect(() => {
    if (!key) return;
    let current = true;
    const [id, patient, order] = JSON.parse(key) as [string, string, OrderBody];
    const timer = setTimeout(() => {
      careApi.checkOrder(id, patient, order).then(
        (view) => current && setAnswer({ of: key, view }),
        // Said at the form; the server checks again when the order is given.
        () => current && setAnswer({ of: key, view: undefined }),
      );
    }, checkAfterMs);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [key]);
  if (!key) return { check: undefined, state: 'idle' };
  if (answer?.of !== key) return { check: undefined, state: 'checking' };
  return { check: answer.view, state: answer.view ? 'checked' : 'failed' };
}

interface PartProps {
  draft: OrderDraft;
  set: (change: Partial<OrderDraft>) => void;
  rules: OrderRulesView | undefined;
}

function Choice({
  label,
  value,
  options,
  onChange,
  testId,
}: {
  label: string;
  value: string;
  options: readonly { value: string; text: string }[];
  onChange: (value: string) => void;
  testId: string;
}) {
  const t = useT();
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-testid={testId}
        >
          <option value="">{t('order.choose')}</option>
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.text}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function NumberField({
  label,
  value,
  onChange,
  testId,
}: {
  label: string;
  value: string;
  onChange: (value: string) => void;
  testId: string;
}) {
  return (
    <Field label={label}>
      {(control) => (
        <input
          {...control}
          className="input"
          inputMode="decimal"
          value={value}
          onChange={(event) => onChange(event.target.value)}
          data-testid={testId}
        />
      )}
    </Field>
  );
}

const plain = (values: readonly string[]) => values.map((value) => ({ value, text: value }));

function DrugPart({ draft, set, rules }: PartProps) {
  const t = useT();
  const language = usePreferences((p) => p.language);
  const failed = useOrderRules((s) => s.failed);
  const drug = rules?.drugs.find((each) => each.code === draft.drugCode);
  // What there is no choice about is chosen.
  const choose = (code: string) => {
    const chosen = rules?.drugs.find((each) => each.code === code);
    const only = (values: readonly string[] | undefined) => (values?.length === 1 ? (values[0] ?? '') : '');
    set({ drugCode: code, doseUnit: chosen?.units[0] ?? '', route: only(chosen?.routes) });
  };
  return (
    <>
      {failed && !rules && (
        <p className="mean-warning" role="alert">
          <WarningMark /> {t('order.drugsFailed')}
        </p>
      )}
      <div className="wide">
        <Choice
          label={t('order.drug')}
          value={draft.drugCode}
          options={(rules?.drugs ?? []).map((d) => ({
            value: d.code,
            text: language === 'en' ? d.name : `${d.nameZh} ${d.name}`,
          }))}
          onChange={choose}
          testId="order-drug"
        />
      </div>
      <NumberField label={t('order.dose')} value={draft.dose} onChange={(dose) => set({ dose })} testId="order-dose" />
      <Choice
        label={t('order.unit')}
        value={draft.doseUnit}
        options={plain(drug?.units ?? [])}
        onChange={(doseUnit) => set({ doseUnit })}
        testId="order-unit"
      />
      <Choice
        label={t('order.route')}
        value={draft.route}
        options={(drug?.routes ?? []).map((value) => ({ value, text: routeName(t, value) }))}
        onChange={(route) => set({ route })}
        testId="order-route"
      />
      <NumberField label={t('order.rate')} value={draft.rate} onChange={(rate) => set({ rate })} testId="order-rate" />
      <Choice
        label={t('order.rateUnit')}
        value={draft.rateUnit}
        options={plain(rateUnits)}
        onChange={(rateUnit) => set({ rateUnit })}
        testId="order-rate-unit"
      />
    </>
  );
}

function OtherPart({ draft, set, rules }: PartProps) {
  const t = useT();
  const hospitals = useLive((s) => s.hospitals);
  if (draft.kind === 'procedure')
    return (
      <div className="wide">
        <Choice
          label={t('order.procedure')}
          value={draft.procedure}
          options={(rules?.procedures ?? []).map((value) => ({ value, text: procedureName(t, value) }))}
          onChange={(procedure) => set({ procedure })}
          testId="order-procedure"
        />
      </div>
    );
  return (
    <div className="wide">
      <Choice
        label={t('order.hospital')}
        value={draft.hospitalId}
        options={Object.values(hospitals).map((h) => ({ value: h.hospitalId, text: h.name }))}
        onChange={(hospitalId) => set({ hospitalId })}
        testId="order-hospital"
      />
    </div>
  );
}

function CheckLine({ state, check }: { state: string; check: SafetyCheckView | undefined }) {
  const t = useT();
  if (state === 'checking') return <p className="dim">{t('order.checking')}</p>;
  if (state === 'failed')
    return (
      <p className="mean-warning" role="alert">
        <WarningMark /> {t('order.checkFailed')}
      </p>
    );
  if (!check) return null;
  if (check.blocks)
    return (
      <p className="mean-danger" role="alert" data-testid="order-blocked">
        <DangerMark /> {t('order.blocked')}
      </p>
    );
  return check.findings.length === 0 ? (
    <p className="mean-good" data-testid="order-checked">
      <GoodMark /> {t('order.checked')}
    </p>
  ) : null;
}

/** Whose rules these are, and what they are not; the rule set says so itself. */
export function RulesNotice() {
  const t = useT();
  const language = usePreferences((p) => p.language);
  const rules = useOrderRules((s) => s.rules);
  if (!rules) return null;
  return (
    <p className="rules-notice mean-info" data-testid="rules-notice">
      <InfoMark size={14} /> {language === 'en' ? rules.notice : rules.noticeZh}{' '}
      <span className="faint">{t('order.rules', { version: rules.version })}</span>
    </p>
  );
}

/** Writes an order. It is checked as it is written; something severe blocks it until a reason to override is given. */
export function OrderForm({ caseId, patientId, onDone }: { caseId: string; patientId: string; onDone: () => void }) {
  const t = useT();
  const rules = useRules();
  const [draft, setDraft] = useState<OrderDraft>(emptyDraft);
  const [reason, setReason] = useState('');
  const [refused, setRefused] = useState(false);
  const pending = usePending(orderKey(caseId));
  const body = orderOf(draft);
  const { check, state } = useCheck(caseId, patientId, body);
  const blocked = refused || check?.blocks === true;
  const set = (change: Partial<OrderDraft>) => {
    setRefused(false);
    setDraft((before) => ({ ...before, ...change }));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!body || (blocked && reason.trim() === '')) return;
    const given = await giveOrder(caseId, patientId, body, blocked ? reason.trim() : undefined, () => setRefused(true));
    if (!given) return;
    note(t('order.given'));
    onDone();
  };
  const Part = draft.kind === 'drug' ? DrugPart : OtherPart;
  return (
    <form className="order-form" onSubmit={submit} data-testid="order-form">
      <Segmented
        label={t('order.kind')}
        value={draft.kind}
        options={kinds.map((value) => ({ value, content: t(`order.kind.${value}`), testId: `order-kind-${value}` }))}
        onChange={(kind) => set({ ...emptyDraft, kind })}
      />
      <div className="fields">
        <Part draft={draft} set={set} rules={rules} />
        <div className="wide">
          <Field label={t('order.text')}>
            {(control) => (
              <input
                {...control}
                className="input"
                maxLength={500}
                value={draft.text}
                onChange={(event) => set({ text: event.target.value })}
                data-testid="order-text"
              />
            )}
          </Field>
        </div>
      </div>
      <div aria-live="polite">
        <CheckLine state={state} check={check} />
        {check && <Findings findings={check.findings} />}
      </div>
      {blocked && (
        <Field label={t('order.override')}>
          {(control) => (
            <input
              {...control}
              className="input"
              maxLength={200}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
              data-testid="order-override"
            />
          )}
        </Field>
      )}
      <RulesNotice />
      {!body && <p className="faint">{draft.kind === 'drug' ? t('order.incomplete') : t('order.incompleteOther')}</p>}
      <div className="buttons">
        <button type="button" className="btn bare" onClick={onDone}>
          {t('common.cancel')}
        </button>
        <button
          type="submit"
          className={`btn ${blocked ? 'danger' : 'primary'}`}
          disabled={!body || pending || state === 'checking' || (blocked && reason.trim() === '')}
          data-testid="order-submit"
        >
          {pending ? t('order.sending') : blocked ? t('order.overrideSubmit') : t('order.submit')}
        </button>
      </div>
    </form>
  );
}
