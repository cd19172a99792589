import { useMemo, useState } from 'react';
import type { EcgLead } from '../ecg/decodeEcg';
import { EcgLive } from '../ecg/EcgLive';
import { twelveLeads } from '../ecg/paper';
import { useT } from '../i18n';
import { useFormat } from '../i18n/format';
import { careApi } from '../transport/careApi';
import type { EcgView } from '../transport/careWire';
import { GoodMark, WarningMark } from '../ui/icons';
import { Segmented } from '../ui/Segmented';
import { EcgReader } from './EcgReader';
import { useCareOf, useEcgFeed } from './useCare';
import './care.css';

const choices = { one: ['II'], three: ['II', 'V1', 'V5'], twelve: twelveLeads } as const satisfies Record<
  string,
  readonly EcgLead[]
>;
type Choice = keyof typeof choices;

const named: Readonly<Record<Choice, string>> = { one: 'II', three: 'II V1 V5', twelve: '12' };

/** The running ECG of a patient, in as many leads as one wants to see. */
export function LiveEcgPane({
  caseId,
  patientId,
  ambulanceId,
}: {
  caseId: string;
  patientId: string;
  ambulanceId?: string | undefined;
}) {
  const t = useT();
  const feed = useEcgFeed(caseId, patientId);
  const mode = useCareOf(caseId)?.links.find((link) => link.ambulanceId === ambulanceId)?.report.ecgMode;
  const [choice, setChoice] = useState<Choice>('three');
  return (
    <section className="care-section" aria-label={t('ecg.live')}>
      <header>
        <h3>{t('ecg.live')}</h3>
        <Segmented
          label={t('ecg.lead')}
          value={choice}
          options={(Object.keys(choices) as Choice[]).map((value) => ({ value, content: named[value] }))}
          onChange={setChoice}
        />
      </header>
      <EcgLive feed={feed} leads={choices[choice]} stripHeight={choice === 'twelve' ? 64 : 92} mode={mode} />
    </section>
  );
}

function EcgTab({ ecg, on, onPick }: { ecg: EcgView; on: boolean; onPick: () => void }) {
  const t = useT();
  const format = useFormat();
  return (
    <button type="button" className="btn small" aria-pressed={on} onClick={onPick} data-testid="ecg-tab" data-ecg={ecg.ecgId}>
      {ecg.reading ? (
        <span className="mean-good">
          <GoodMark size={14} />
        </span>
      ) : (
        <span className="mean-warning">
          <WarningMark size={14} />
        </span>
      )}
      {format.time(ecg.acquiredAt)} {!ecg.reading && t('ecg.unread')}
    </button>
  );
}

interface RecordedProps {
  caseId: string;
  patientId: string;
  /** The recording to show; the newest when none is chosen. */
  chosen: string | undefined;
  onChoose: (ecgId: string) => void;
}

/** The recorded 12-leads of a patient: the one to read, and the others to compare. */
export function RecordedEcgs({ caseId, patientId, chosen, onChoose }: RecordedProps) {
  const t = useT();
  const format = useFormat();
  const care = useCareOf(caseId);
  const all = useMemo(
    () => (care?.ecgs ?? []).filter((e) => e.patientId === patientId).sort((a, b) => b.acquiredAt.localeCompare(a.acquiredAt)),
    [care, patientId],
  );
  const marks = useMemo(() => (care?.guidance ?? []).flatMap((g) => (g.mark ? [g.mark] : [])), [care]);
  const twelve = all.filter((e) => e.kind === 'ecg-12-lead');
  const stills = all.filter((e) => e.kind === 'still');
  const shown = twelve.find((e) => e.ecgId === chosen) ?? twelve[0];
  return (
    <section className="care-section" aria-label={t('ecg.recorded')}>
      <header>
        <h3>{t('ecg.recorded')}</h3>
        {twelve.length > 1 && (
          <span className="tabs">
            {twelve.map((ecg) => (
              <EcgTab key={ecg.ecgId} ecg={ecg} on={ecg === shown} onPick={() => onChoose(ecg.ecgId)} />
            ))}
          </span>
        )}
      </header>
      {shown ? (
        <EcgReader key={shown.ecgId} caseId={caseId} ecg={shown} marks={marks} />
      ) : (
        <p className="dim">{t('ecg.noneRecorded')}</p>
      )}
      {stills.length > 0 && (
        <ul className="stills">
          {stills.map((still) => (
            <li key={still.ecgId}>
              <a href={careApi.attachmentPath(caseId, still.ecgId)} target="_blank" rel="noreferrer">
                <img
                  src={careApi.attachmentPath(caseId, still.ecgId)}
                  alt={t('ecg.still', { time: format.time(still.acquiredAt) })}
                  loading="lazy"
                />
              </a>
              <span className="faint">{format.time(still.acquiredAt)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
