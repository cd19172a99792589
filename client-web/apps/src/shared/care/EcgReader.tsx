import { useMemo, useState } from 'react';
import { Calibrate } from '../ecg/Calibrate';
import { EcgPaper } from '../ecg/EcgPaper';
import { type Interval, type PaperLayoutKind, perMinute } from '../ecg/paper';
import { usePaperLook } from '../ecg/usePaper';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { useMay } from '../session/session';
import type { EcgMark, EcgStatement, EcgView } from '../transport/careWire';
import { usePending } from '../transport/perform';
import { DangerMark, InfoMark, WarningMark } from '../ui/icons';
import { usePreferences } from '../ui/preferences';
import { Segmented } from '../ui/Segmented';
import { guide, readEcg, readingKey } from './careCommands';
import { useRecordedEcg } from './useRecordedEcg';
import './EcgReader.css';

const statements: readonly EcgStatement[] = ['stemi', 'nste-acs', 'arrhythmia', 'no-acute-change', 'unreadable'];
const layouts: readonly PaperLayoutKind[] = ['3x4', '12x1'];

/** What a physician says of the recording; it is theirs, with name and time. */
function Reading({ caseId, ecg }: { caseId: string; ecg: EcgView }) {
  const t = useT();
  const format = useFormat();
  const may = useMay('order');
  const pending = usePending(readingKey(ecg.ecgId));
  const [statement, setStatement] = useState<EcgStatement>();
  const [text, setText] = useState('');
  const [again, setAgain] = useState(false);
  const { reading } = ecg;
  if (reading && !again)
    return (
      <p className="reading" data-testid="ecg-reading" data-statement={reading.statement}>
        <b className={reading.statement === 'stemi' ? 'mean-danger' : ''}>
          {reading.statement === 'stemi' && <DangerMark />} {t(`ecg.statement.${reading.statement}`)}
        </b>{' '}
        {reading.text} <span className="dim">{t('ecg.readBy', { user: reading.by, time: format.time(reading.at) })}</span>{' '}
        {may && (
          <button type="button" className="btn bare small" onClick={() => setAgain(true)}>
            {t('ecg.reread')}
          </button>
        )}
      </p>
    );
  if (!may)
    return (
      <p className="mean-warning">
        <WarningMark /> {t('ecg.unread')}
      </p>
    );
  return (
    <form
      className="reading"
      onSubmit={async (event) => {
        event.preventDefault();
        if (statement && (await readEcg(caseId, ecg.ecgId, statement, text))) setAgain(false);
      }}
    >
      <Segmented
        label={t('ecg.statement')}
        value={statement}
        options={statements.map((value) => ({ value, content: t(`ecg.statement.${value}`), testId: `ecg-statement-${value}` }))}
        onChange={setStatement}
      />
      <input
        className="input"
        aria-label={t('ecg.statementText')}
        placeholder={t('ecg.statementText')}
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        data-testid="ecg-reading-text"
      />
      <button type="submit" className="btn primary" disabled={!statement || pending} data-testid="ecg-confirm">
        {pending ? t('common.sending') : t('ecg.confirm')}
      </button>
    </form>
  );
}

interface ToolsProps {
  layout: PaperLayoutKind;
  filtered: boolean;
  onLayout: (layout: PaperLayoutKind) => void;
  onFilter: (filtered: boolean) => void;
}

function Tools({ layout, filtered, onLayout, onFilter }: ToolsProps) {
  const t = useT();
  const look = usePaperLook();
  const set = usePreferences((p) => p.set);
  const [calibrating, setCalibrating] = useState(false);
  return (
    <div className="ecg-tools">
      <Segmented
        label={t('ecg.layout')}
        value={layout}
        options={layouts.map((value) => ({ value, content: value.replace('x', ' × ') }))}
        onChange={onLayout}
      />
      <Segmented
        label={t('ecg.paperLook')}
        value={look}
        options={(['pink', 'dark'] as const).map((value) => ({ value, content: t(`ecg.look.${value}`) }))}
        onChange={(paper) => set({ paper })}
      />
      <button
        type="button"
        className="btn small"
        aria-pressed={filtered}
        onClick={() => onFilter(!filtered)}
        data-testid="ecg-filter"
      >
        {t('ecg.filter')}
      </button>
      <button type="button" className="btn small" onClick={() => setCalibrating(true)} data-testid="ecg-calibrate">
        {t('ecg.calibrate')}
      </button>
      {calibrating && <Calibrate onClose={() => setCalibrating(false)} />}
    </div>
  );
}

function Caliper({ caseId, ecg, selection }: { caseId: string; ecg: EcgView; selection: Interval | undefined }) {
  const t = useT();
  const mayGuide = useMay('guide');
  const pending = usePending(`guide:${caseId}`);
  if (!selection) return <p className="caliper faint">{t('ecg.caliperHint')}</p>;
  const ms = Math.round(selection.toMs - selection.fromMs);
  const rate = perMinute(ms);
  const mark: EcgMark = {
    ecgId: ecg.ecgId,
    fromMs: Math.round(selection.fromMs),
    toMs: Math.round(selection.toMs),
    leads: [selection.lead],
  };
  return (
    <p className="caliper" data-testid="ecg-caliper">
      <b>{t('ecg.caliper', { lead: selection.lead, ms })}</b>{' '}
      {rate !== undefined && <span className="dim">{t('ecg.caliperRate', { rate })}</span>}{' '}
      {mayGuide && (
        <button
          type="button"
          className="btn small"
          disabled={pending}
          onClick={() =>
            void guide(caseId, { patientId: ecg.patientId, text: t('ecg.markText', { lead: selection.lead }), mark })
          }
          data-testid="ecg-mark"
        >
          {t('ecg.mark')}
        </button>
      )}
    </p>
  );
}

/** One recorded 12-lead: the paper, calipers, marks, the monitor's word, and a physician's. */
export function EcgReader({ caseId, ecg, marks }: { caseId: string; ecg: EcgView; marks: readonly EcgMark[] }) {
  const t = useT();
  const format = useFormat();
  const { segment, failed, retry } = useRecordedEcg(caseId, ecg.ecgId);
  const [layout, setLayout] = useState<PaperLayoutKind>('3x4');
  const [filtered, setFiltered] = useState(false);
  const [selection, setSelection] = useState<Interval>();
  const own = useMemo(() => marks.filter((mark) => mark.ecgId === ecg.ecgId), [marks, ecg.ecgId]);
  return (
    <div className="ecg-reader" data-testid="ecg-reader" data-ecg={ecg.ecgId}>
      <p className="dim">
        {t('ecg.acquired', { time: format.dateTime(ecg.acquiredAt) })}
        {ecg.monitorStatement && (
          <span className="mean-info" title={t('ecg.monitorNote')}>
            {' '}
            <InfoMark size={14} /> {t('ecg.monitorSays', { text: ecg.monitorStatement })}
          </span>
        )}
      </p>
      <Reading key={ecg.ecgId} caseId={caseId} ecg={ecg} />
      <Tools layout={layout} filtered={filtered} onLayout={setLayout} onFilter={setFiltered} />
      {segment && (
        <>
          <EcgPaper
            segment={segment}
            layout={layout}
            filtered={filtered}
            marks={own}
            selection={selection}
            onSelect={setSelection}
          />
          <Caliper caseId={caseId} ecg={ecg} selection={selection} />
        </>
      )}
      {!segment && !failed && <p className="dim">{t('ecg.loading')}</p>}
      {failed && (
        <p className="mean-warning" role="alert">
          <WarningMark /> {t('ecg.failed')}{' '}
          <button type="button" className="btn small" onClick={retry}>
            {t('common.retry')}
          </button>
        </p>
      )}
    </div>
  );
}
