import { memo } from 'react';
import { etaFor, isEscalated, pressingClock, scoreOf, unreadEcgs, unseenAlarms, vehicleOf } from '../shared/care/careModel';
import { usePersonWords } from '../shared/care/Patient';
import { useCareOf } from '../shared/care/useCare';
import { useT } from '../shared/i18n';
import { shortNumber } from '../shared/model/words';
import { useSession } from '../shared/session/session';
import { formatDuration } from '../shared/time/duration';
import { useFactsNow } from '../shared/time/now';
import { useLive } from '../shared/transport/live';
import type { CaseView } from '../shared/transport/wire';
import { ClockLine } from '../shared/ui/ClockLine';
import { DangerMark, WarningMark } from '../shared/ui/icons';
import { PriorityMark } from '../shared/ui/PriorityMark';
import { selectPatient, useSelection } from './selection';

function Vehicle({ case: c }: { case: CaseView }) {
  const t = useT();
  const now = useFactsNow();
  const care = useCareOf(c.caseId);
  const units = useLive((s) => s.units);
  const a = vehicleOf(c, care?.patients[0]);
  if (!a) return <span className="faint">{t('queue.noUnit')}</span>;
  const eta = etaFor(a, units, now);
  return (
    <span className="vehicle">
      <b>{a.ambulanceId}</b> {t(`milestone.${a.milestone}`)}
      {eta !== undefined && (
        <b className="number eta"> {eta >= 0 ? formatDuration(eta) : t('assign.etaPast', { late: formatDuration(eta) })}</b>
      )}
    </span>
  );
}

/** What needs a physician in this case, each with its own shape and word. */
function Needs({ case: c }: { case: CaseView }) {
  const t = useT();
  const me = useSession((s) => s.user);
  const care = useCareOf(c.caseId);
  const danger = unseenAlarms(care).filter((a) => a.level === 'danger').length;
  const warning = unseenAlarms(care).filter((a) => a.level === 'warning').length;
  const orders = (care?.orders ?? []).filter(isEscalated).length;
  const ecgs = unreadEcgs(care).length;
  const invited = care?.participants.some((p) => p.user === me && p.state === 'invited');
  const news = care?.patients.map((p) => scoreOf(p, 'news2')).find((s) => s?.total != null);
  return (
    <span className="needs">
      {danger > 0 && (
        <span className="tag danger" data-testid="needs-alarm">
          <DangerMark size={14} /> {t('physician.alarms', { n: danger })}
        </span>
      )}
      {danger === 0 && warning > 0 && (
        <span className="tag warning">
          <WarningMark size={14} /> {t('physician.alarms', { n: warning })}
        </span>
      )}
      {orders > 0 && (
        <span className="tag danger" data-testid="needs-order">
          <DangerMark size={14} /> {t('physician.unanswered', { n: orders })}
        </span>
      )}
      {ecgs > 0 && (
        <span className="tag warning" data-testid="needs-ecg">
          <WarningMark size={14} /> {t('physician.ecgs', { n: ecgs })}
        </span>
      )}
      {news?.total != null && (
        <span className={`tag ${news.total >= 7 ? 'danger' : news.total >= 5 ? 'warning' : ''}`}>
          {news.total >= 5 && <WarningMark size={14} />} {t('care.news', { n: news.total })}
        </span>
      )}
      {invited && <span className="tag mean-info">{t('physician.invited')}</span>}
    </span>
  );
}

function Clock({ case: c }: { case: CaseView }) {
  const t = useT();
  const now = useFactsNow();
  const care = useCareOf(c.caseId);
  const pressing = pressingClock(care, now);
  const open = (care?.channels ?? []).find((channel) => !channel.closedAt);
  if (!open) return null;
  return (
    <span className="line channel-line">
      <span className="tag mean-info">{t(`channel.${(pressing?.channel ?? open).kind}`)}</span>
      {pressing && <ClockLine reading={pressing.clock} />}
    </span>
  );
}

const Card = memo(function Card({ case: c, selected }: { case: CaseView; selected: boolean }) {
  const care = useCareOf(c.caseId);
  const person = usePersonWords();
  const facts = care?.patients[0]?.facts;
  return (
    <li>
      <button
        type="button"
        className={`patient-card ${selected ? 'selected' : ''}`}
        aria-current={selected ? 'true' : undefined}
        onClick={() => selectPatient(c.caseId)}
        data-testid={`inbound-${c.number}`}
        data-case={c.caseId}
      >
        <span className="line">
          <PriorityMark priority={c.priority} />
          <b className="ellipsis complaint">{c.complaint}</b>
          <span className="dim">{facts && person(facts)}</span>
        </span>
        <Clock case={c} />
        <span className="line">
          <span className="faint" title={c.number}>
            {shortNumber(c.number)}
          </span>
          <Vehicle case={c} />
        </span>
        <Needs case={c} />
      </button>
    </li>
  );
});

/** Every open case, the worst first. */
export function Inbound({ cases }: { cases: readonly CaseView[] }) {
  const t = useT();
  const selected = useSelection((s) => s.caseId);
  const connecting = useLive((s) => s.phase === 'connecting');
  return (
    <>
      <h1 className="pane-title">
        {t('physician.inbound')} <span className="number dim">{cases.length}</span>
      </h1>
      <ul>
        {cases.map((c) => (
          <Card key={c.caseId} case={c} selected={c.caseId === selected} />
        ))}
      </ul>
      {cases.length === 0 && !connecting && <p className="none dim">{t('physician.empty')}</p>}
    </>
  );
}
