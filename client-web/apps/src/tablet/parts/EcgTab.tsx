import { useState } from 'react';
import type { EcgSegment } from '../../shared/ecg/decodeEcg';
import { EcgLive } from '../../shared/ecg/EcgLive';
import { EcgPaper } from '../../shared/ecg/EcgPaper';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import type { CrewCare } from '../../shared/transport/careWire';
import { Problem } from '../../shared/transport/problem';
import { GoodMark } from '../../shared/ui/icons';
import { problemText } from '../../shared/ui/toasts';
import { recentEcg, recordTwelveLead, usePendingKey } from '../state/commands';
import { ecgFeed, joined, segmentsOf } from '../state/ecg';
import type { TabletState } from '../wire';

const paperSeconds = 10;
const liveLeads = ['II', 'V1'] as const;

interface Taken {
  readonly at: string;
  readonly segment: EcgSegment | undefined;
}

function Recordings({ state, care }: { state: TabletState; care: CrewCare | undefined }) {
  const t = useT();
  const format = useFormat();
  const known = care?.ecgs ?? [];
  const local = state.ecgs.filter((ecg) => ecg.kind === 'ecg-12-lead' && !known.some((k) => k.ecgId === ecg.ecgId));
  if (known.length + local.length === 0) return null;
  return (
    <section className="card">
      <h3 className="dim">{t('tablet.ecg.list')}</h3>
      <ul className="rows">
        {local.map((ecg) => (
          <li key={ecg.ecgId}>
            <time>{format.time(ecg.at)}</time>
            <span className="mean-warning">
              {ecg.refusal
                ? t('tablet.state.refused', { reason: problemText(new Problem(ecg.refusal.code, 422, ecg.refusal.detail)) })
                : t('tablet.ecg.notThere')}
            </span>
          </li>
        ))}
        {known.map((ecg) => (
          <li key={ecg.ecgId}>
            <time>{format.time(ecg.acquiredAt)}</time>
            {ecg.reading ? (
              <b>
                {t('tablet.ecg.reading', { statement: t(`tablet.ecgStatement.${ecg.reading.statement}`) })} {ecg.reading.text}
              </b>
            ) : (
              <span className="dim">{t('tablet.ecg.unread')}</span>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The running ECG and twelve leads on paper. */
export function EcgTab({ state, care }: { state: TabletState; care: CrewCare | undefined }) {
  const t = useT();
  const format = useFormat();
  const [taken, setTaken] = useState<Taken>();
  const pending = usePendingKey('twelve-lead');
  const record = async () => {
    const ecg = await recordTwelveLead();
    if (!ecg) return;
    // The recording itself is on its way already: a preview that cannot be drawn takes nothing from it.
    const blocks = await recentEcg(paperSeconds).catch(() => []);
    setTaken({ at: ecg.at, segment: joined(segmentsOf(blocks), paperSeconds) });
  };
  return (
    <div className="stack">
      <button
        type="button"
        className="btn primary big"
        disabled={pending}
        onClick={() => void record()}
        data-testid="record-12-lead"
      >
        {pending ? t('tablet.ecg.recording') : t('tablet.ecg.record')}
      </button>
      {taken && (
        <section className="stack" data-testid="ecg-taken">
          <p className="mean-good">
            <GoodMark /> {t('tablet.ecg.taken', { time: format.time(taken.at) })}
          </p>
          {taken.segment ? <EcgPaper segment={taken.segment} /> : <p className="dim">{t('tablet.ecg.none')}</p>}
        </section>
      )}
      <Recordings state={state} care={care} />
      <section className="stack">
        <h3 className="dim">{t('tablet.ecg.live')}</h3>
        <EcgLive feed={ecgFeed} leads={liveLeads} mode={state.link.ecgMode ?? undefined} />
      </section>
    </div>
  );
}
