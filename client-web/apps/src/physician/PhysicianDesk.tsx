import { useEffect, useMemo, useRef } from 'react';
import { CareBanner } from '../shared/care/CareBanner';
import { bySeverity, isEscalated, unreadEcgs, unseenAlarms } from '../shared/care/careModel';
import { type Urgent, useUrgentSound } from '../shared/care/useUrgent';
import { useT } from '../shared/i18n';
import { isOpen } from '../shared/model/caseModel';
import { useFactsNow } from '../shared/time/now';
import { DeskBar } from '../shared/top/BarParts';
import { ConnectionBanner } from '../shared/top/ConnectionBanner';
import { useLive } from '../shared/transport/live';
import type { CaseView } from '../shared/transport/wire';
import { Boundary } from '../shared/ui/Boundary';
import { DangerMark } from '../shared/ui/icons';
import { Inbound } from './Inbound';
import { PatientView } from './PatientView';
import { selectPatient, useSelection } from './selection';
import '../shared/care/desk.css';
import './PhysicianDesk.css';

/** Everything of all patients that somebody must look at. */
function useUrgentCare(): Urgent[] {
  const care = useLive((s) => s.care);
  const cases = useLive((s) => s.cases);
  return useMemo(
    () =>
      Object.values(care)
        .filter((view) => cases[view.caseId] && isOpen(cases[view.caseId] as CaseView))
        .flatMap((view): Urgent[] => [
          ...unseenAlarms(view)
            .filter((a) => a.level === 'danger')
            .map((a) => ({ key: `alarm:${a.alarmId}:${a.escalation}`, level: 'danger' as const })),
          ...view.orders.filter(isEscalated).map((o) => ({ key: `order:${o.orderId}`, level: 'warning' as const })),
          ...unreadEcgs(view).map((e) => ({ key: `ecg:${e.ecgId}`, level: 'info' as const })),
        ]),
    [care, cases],
  );
}

/** The cases in the order of their gravity, the keys ↑ and ↓ go through them. */
function useInboundKeys(ordered: readonly CaseView[]): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const by = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
      const target = event.target instanceof HTMLElement ? event.target : undefined;
      if (by === 0 || target?.closest('input, textarea, select, canvas, [role="radiogroup"], [tabindex="0"]')) return;
      if (document.querySelector('dialog[open]')) return;
      const at = ordered.findIndex((c) => c.caseId === useSelection.getState().caseId);
      const next = ordered[at < 0 ? 0 : Math.min(ordered.length - 1, Math.max(0, at + by))];
      if (!next) return;
      event.preventDefault();
      selectPatient(next.caseId);
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [ordered]);
}

/** Widths from which list and patient stand side by side. */
const wide = '(min-width: 1000px)';

/** Every patient on the way, the worst first, and the one that is looked at. */
export function PhysicianDesk() {
  const t = useT();
  const now = useFactsNow();
  const lost = useLive((s) => s.phase === 'lost');
  const cases = useLive((s) => s.cases);
  const care = useLive((s) => s.care);
  const caseId = useSelection((s) => s.caseId);
  const selected = useLive((s) => (caseId ? s.cases[caseId] : undefined));
  const urgent = useUrgentCare();
  useUrgentSound(urgent);
  const ordered = useMemo(() => bySeverity(Object.values(cases), care, now), [cases, care, now]);
  useInboundKeys(ordered);

  // Where there is room, the worst patient is in sight without a click.
  const started = useRef(false);
  useEffect(() => {
    const worst = ordered[0];
    if (started.current || !worst) return;
    started.current = true;
    if (!useSelection.getState().caseId && window.matchMedia(wide).matches) selectPatient(worst.caseId);
  }, [ordered]);

  return (
    <div className={`physician-desk ${lost ? 'frozen' : ''} ${selected ? 'with-patient' : ''}`}>
      <DeskBar title={t('physician.title')}>
        {urgent.length > 0 && (
          <span className="tag mean-danger" data-testid="urgent-count">
            <DangerMark size={14} /> {t('physician.urgent', { n: urgent.length })}
          </span>
        )}
      </DeskBar>
      <ConnectionBanner />
      <CareBanner />
      <main>
        <section className="inbound" aria-label={t('physician.inbound')}>
          <Boundary>
            <Inbound cases={ordered} />
          </Boundary>
        </section>
        <section className="bedside" aria-label={t('care.bedside')}>
          <Boundary key={caseId}>
            {selected ? <PatientView key={selected.caseId} case={selected} /> : <p className="none dim">{t('physician.none')}</p>}
          </Boundary>
        </section>
      </main>
    </div>
  );
}
