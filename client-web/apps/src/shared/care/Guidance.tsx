import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { useMay } from '../session/session';
import type { EcgMark, GuidanceView } from '../transport/careWire';
import { usePending } from '../transport/perform';
import { GoodMark, WarningMark } from '../ui/icons';
import { guide, guideKey } from './careCommands';
import { useCareOf } from './useCare';
import './care.css';
import './Guidance.css';

const presets = ['oxygen', 'ecg', 'access', 'position', 'repeat'] as const;

/** Whether it was on the vehicle, and whether somebody said that they have read it; with the times. */
function Ticks({ guidance: g }: { guidance: GuidanceView }) {
  const t = useT();
  const format = useFormat();
  if (g.fromCrew) return null;
  if (g.readAt)
    return (
      <span className="mean-good" data-testid="guidance-ticks" data-ticks="read">
        <GoodMark size={12} />
        <GoodMark size={12} /> {t('guidance.read', { time: format.time(g.readAt) })}
      </span>
    );
  if (g.deliveredAt)
    return (
      <span className="dim" data-testid="guidance-ticks" data-ticks="delivered">
        <GoodMark size={12} /> {t('guidance.delivered', { time: format.time(g.deliveredAt) })}
      </span>
    );
  return (
    <span className="mean-warning" data-testid="guidance-ticks" data-ticks="sent">
      <WarningMark size={12} /> {t('guidance.waiting')}
    </span>
  );
}

function Saying({ guidance: g, onMark }: { guidance: GuidanceView; onMark: ((mark: EcgMark) => void) | undefined }) {
  const t = useT();
  const format = useFormat();
  const { mark } = g;
  return (
    <li className={`saying ${g.fromCrew ? 'crew' : 'us'}`} data-testid="guidance">
      <p className="by dim">
        <b>{g.fromCrew ? `${t('guidance.fromCrew')} ${g.author}` : g.author}</b> <time>{format.time(g.at)}</time>
        <Ticks guidance={g} />
      </p>
      {g.text && <p className="text">{g.text}</p>}
      {mark && (
        <button type="button" className="btn small" disabled={!onMark} onClick={() => onMark?.(mark)}>
          {t('guidance.marked', { lead: mark.leads.join(' '), ms: mark.toMs - mark.fromMs })}
        </button>
      )}
      {g.checklist.length > 0 && (
        <ul className="checklist">
          {g.checklist.map((item) => (
            <li key={item.text} className={item.tickedAt ? 'done' : ''}>
              <span className={item.tickedAt ? 'mean-good' : 'faint'}>
                {item.tickedAt ? <GoodMark size={14} /> : <span className="hollow" />}
              </span>
              <span>{item.text}</span>
              {item.tickedAt && (
                <span className="faint">
                  {t('guidance.ticked', { time: format.time(item.tickedAt), user: item.tickedBy ?? '' })}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function Writing({ caseId, patientId }: { caseId: string; patientId: string | undefined }) {
  const t = useT();
  const [text, setText] = useState('');
  const [list, setList] = useState<string>();
  const clinic = useMay('clinic');
  const write = clinic ? t('guidance.reply') : t('guidance.write');
  const pending = usePending(guideKey(caseId));
  const items = (list ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const ready = text.trim() !== '' || items.length > 0;
  const send = async (event?: FormEvent) => {
    event?.preventDefault();
    if (!ready) return;
    const said = await guide(caseId, {
      text: text.trim() || t('guidance.checklist'),
      ...(patientId ? { patientId } : {}),
      ...(items.length > 0 ? { checklist: items } : {}),
    });
    if (!said) return;
    setText('');
    setList(undefined);
  };
  return (
    <form className="writing" onSubmit={send}>
      {!clinic && (
        <div className="presets">
          {presets.map((preset) => (
            <button key={preset} type="button" className="btn small" onClick={() => setText(t(`guidancePreset.${preset}`))}>
              {t(`guidancePreset.${preset}`)}
            </button>
          ))}
        </div>
      )}
      {list !== undefined && (
        <label>
          <span className="dim">{`${t('guidance.checklist')} · ${t('guidance.checklistHint')}`}</span>
          <textarea
            className="input"
            rows={4}
            value={list}
            onChange={(event) => setList(event.target.value)}
            data-testid="guidance-checklist"
          />
        </label>
      )}
      <div className="line">
        <input
          className="input"
          placeholder={write}
          aria-label={write}
          maxLength={2000}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="guidance-text"
        />
        <button
          type="button"
          className="btn"
          aria-pressed={list !== undefined}
          onClick={() => setList(list === undefined ? '' : undefined)}
          data-testid="guidance-list-toggle"
        >
          {t('guidance.checklist')}
        </button>
        <button type="submit" className="btn primary" disabled={!ready || pending} data-testid="guidance-send">
          {pending ? t('common.sending') : t('guidance.send')}
        </button>
      </div>
    </form>
  );
}

interface GuidanceProps {
  caseId: string;
  patientId: string | undefined;
  /** Shows a marked stretch, where the ECG is in sight. */
  onMark?: (mark: EcgMark) => void;
}

/** What physicians and crew said to each other, oldest first, the newest in sight. */
export function Guidance({ caseId, patientId, onMark }: GuidanceProps) {
  const t = useT();
  const care = useCareOf(caseId);
  const may = useMay('guide');
  const end = useRef<HTMLOListElement>(null);
  const said = care?.guidance ?? [];
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is newest comes into sight when there is more.
  useEffect(() => {
    end.current?.scrollTo({ top: end.current.scrollHeight });
  }, [said.length]);
  return (
    <section className="care-section guidance" aria-label={t('guidance.title')}>
      <header>
        <h3>{t('guidance.title')}</h3>
      </header>
      {said.length === 0 && <p className="dim">{t('guidance.none')}</p>}
      {said.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reached by keyboard.
        <ol ref={end} tabIndex={0} aria-label={t('guidance.title')}>
          {said.map((g) => (
            <Saying key={g.guidanceId} guidance={g} onMark={onMark} />
          ))}
        </ol>
      )}
      {may && <Writing caseId={caseId} patientId={patientId} />}
    </section>
  );
}
