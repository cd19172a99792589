import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { movingFix } from '../../shared/time/age';
import { secondsSince } from '../../shared/time/duration';
import { useFactsNow } from '../../shared/time/now';
import { Aged } from '../../shared/ui/Aged';
import { DangerMark, WarningMark } from '../../shared/ui/icons';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { compassOf } from '../state/model';
import type { TabletAssignment, TabletRoute } from '../wire';
import './AssignmentCard.css';

function Route({ route }: { route: TabletRoute }) {
  const t = useT();
  const format = useFormat();
  const now = useFactsNow();
  return (
    <p className="route" data-testid="route">
      <svg width="28" height="28" viewBox="0 0 16 16" aria-hidden="true" style={{ rotate: `${route.bearingDegrees}deg` }}>
        <path d="M8 1.5 12.5 14 8 11 3.5 14Z" fill="currentColor" />
      </svg>
      <Aged ageSeconds={secondsSince(route.fixAt, now)} limits={movingFix}>
        <b>{t('tablet.route.eta', { min: Math.max(1, Math.round(route.etaSeconds / 60)) })}</b> {t(`tablet.route.${route.to}`)}{' '}
        {t(`tablet.compass.${compassOf(route.bearingDegrees)}`)}{' '}
        {t('tablet.route.straight', { km: format.kilometres(route.straightMetres) })}
      </Aged>
      <span className="faint">{t('tablet.route.estimate')}</span>
    </p>
  );
}

/** The assignment in hand at one glance: how urgent, what, where, how far, what to mind. */
export function AssignmentCard({ assignment, others }: { assignment: TabletAssignment; others: number }) {
  const t = useT();
  const format = useFormat();
  const { order, standing, route } = assignment;
  return (
    <article className={`assignment standing-${standing}`} data-testid="assignment" data-case={order.caseId}>
      {standing === 'withdrawn' && (
        <p className="withdrawn" role="alert" data-testid="withdrawn">
          <DangerMark size={22} /> {t('tablet.case.withdrawn')}
        </p>
      )}
      {standing === 'over' && <p className="dim">{t('tablet.case.over')}</p>}
      <p className="head">
        <PriorityMark priority={order.priority} size={22} />
        <span>{t(`priority.${order.priority}`)}</span>
        <span className="tag">{t(`area.${order.area}`)}</span>
        {standing === 'waiting' && <span className="tag">{t('tablet.case.waiting')}</span>}
        <span className="space" />
        <span className="dim">{order.number}</span>
      </p>
      <h1>{order.complaint}</h1>
      <p className="place" data-testid="place">
        {order.location.address ?? t('queue.noAddress')}
        <span className="faint">{`${order.location.lon.toFixed(5)}, ${order.location.lat.toFixed(5)}`}</span>
      </p>
      {order.patientCount !== 1 && <p>{t('tablet.case.patients', { n: order.patientCount })}</p>}
      {order.notBefore && <p className="mean-info">{t('tablet.case.notBefore', { time: format.shortTime(order.notBefore) })}</p>}
      {route && <Route route={route} />}
      {order.notes.length > 0 && (
        <ul className="mind" aria-label={t('tablet.case.notes')} data-testid="notes">
          {order.notes.map((note) => (
            <li key={note}>
              <WarningMark size={20} /> {note}
            </li>
          ))}
        </ul>
      )}
      {others > 0 && <p className="dim">{t('tablet.case.more', { n: others })}</p>}
    </article>
  );
}
