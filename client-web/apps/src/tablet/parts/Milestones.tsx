import { useEffect, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { Problem } from '../../shared/transport/problem';
import type { Milestone } from '../../shared/transport/wire';
import { ChevronIcon, DangerMark, GoodMark } from '../../shared/ui/icons';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { problemText } from '../../shared/ui/toasts';
import { milestoneKey, setMilestone, undoMilestone, usePendingKey } from '../state/commands';
import { useTablet } from '../state/live';
import type { TabletAssignment, TabletMilestone } from '../wire';
import './Milestones.css';

/** After a tap the button rests, so that a second tap meant for the same step does not set the next one, milliseconds. */
const restMs = 1_200;

const exits: ReadonlySet<Milestone> = new Set(['Declined', 'Cancelled', 'NoPatientFound', 'PatientRefused', 'DeadOnScene']);

function Undo({ held }: { held: TabletMilestone }) {
  const t = useT();
  const heardAt = useTablet((s) => s.heardAt);
  const [now, setNow] = useState(() => performance.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(performance.now()), 200);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.max(0, Math.ceil((held.undoSeconds ?? 0) - (now - heardAt) / 1000));
  return (
    <button
      type="button"
      className="btn undo"
      data-testid="undo"
      disabled={seconds === 0}
      onClick={() => held.reportId && void undoMilestone(held.reportId)}
    >
      {t('tablet.step.undo', { milestone: t(`milestone.${held.milestone}`), seconds })}
    </button>
  );
}

function Line({ milestone }: { milestone: TabletMilestone }) {
  const t = useT();
  const format = useFormat();
  const { state, refusal } = milestone;
  const reason = refusal ? problemText(new Problem(refusal.code, 422, refusal.detail)) : '';
  return (
    <li data-testid={`done-${milestone.milestone}`} data-state={state}>
      <span className={state === 'durable' ? 'mean-good' : state === 'refused' ? 'mean-danger' : 'mean-warning'}>
        {state === 'durable' ? (
          <GoodMark size={20} />
        ) : state === 'refused' ? (
          <DangerMark size={20} />
        ) : (
          <span className="ring" />
        )}
      </span>
      <b>{t(`milestone.${milestone.milestone}`)}</b>
      <time>{milestone.occurredAt ? format.time(milestone.occurredAt) : t('tablet.step.timeUnknown')}</time>
      <span className="dim">{state === 'refused' ? t('tablet.state.refused', { reason }) : t(`tablet.state.${state}`)}</span>
    </li>
  );
}

function Others({ assignment, onDone }: { assignment: TabletAssignment; onDone: () => void }) {
  const t = useT();
  const [asked, setAsked] = useState<Milestone>();
  const { order, choices, reasonFor } = assignment;
  const choose = (milestone: Milestone) => {
    if (reasonFor.includes(milestone)) return setAsked(milestone);
    void setMilestone(order, milestone);
    onDone();
  };
  if (asked)
    return (
      <ReasonForm
        label={t('tablet.step.reason', { milestone: t(`milestone.${asked}`) })}
        submit={t(`milestone.${asked}`)}
        danger
        presets={[
          t('tablet.reason.recovered'),
          t('tablet.reason.refused'),
          t('tablet.reason.notFound'),
          t('tablet.reason.breakdown'),
          t('tablet.reason.onScene'),
        ]}
        onSubmit={(reason) => {
          void setMilestone(order, asked, reason);
          onDone();
        }}
        onCancel={() => setAsked(undefined)}
      />
    );
  const button = (milestone: Milestone) => (
    <button
      key={milestone}
      type="button"
      className={`btn ${exits.has(milestone) ? 'danger' : ''}`}
      onClick={() => choose(milestone)}
      data-testid={`milestone-${milestone}`}
    >
      {t(`milestone.${milestone}`)}
    </button>
  );
  return (
    <div className="others">
      {choices.filter((m) => !exits.has(m)).map(button)}
      <h3 className="dim">{t('tablet.step.exits')}</h3>
      {choices.filter((m) => exits.has(m)).map(button)}
    </div>
  );
}

/** The next step is one huge button; everything else is two taps away. What was set can be undone for a moment. */
export function Milestones({ assignment }: { assignment: TabletAssignment }) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const [resting, setResting] = useState(false);
  const pending = usePendingKey(milestoneKey(assignment.order.assignmentId));
  const { next, choices, milestones, order } = assignment;
  const held = milestones.find((m) => m.state === 'held');
  useEffect(() => {
    if (!resting) return;
    const timer = setTimeout(() => setResting(false), restMs);
    return () => clearTimeout(timer);
  }, [resting]);
  const tap = () => {
    if (!next) return;
    setResting(true);
    setOpen(false);
    void setMilestone(order, next);
  };
  return (
    <>
      <div className="now">
        {next && (
          <button
            type="button"
            className="btn primary next"
            disabled={resting || pending}
            onClick={tap}
            data-testid="next-milestone"
            data-milestone={next}
          >
            <span>{t('tablet.step.next')}</span>
            <b>{t(`milestone.${next}`)}</b>
          </button>
        )}
        {held && <Undo held={held} />}
      </div>
      {choices.length > 0 && (
        <button type="button" className="btn" aria-expanded={open} onClick={() => setOpen(!open)} data-testid="other-milestones">
          {t('tablet.step.other')} <ChevronIcon up={open} size={20} />
        </button>
      )}
      {open && <Others assignment={assignment} onDone={() => setOpen(false)} />}
      <ol className="trail" reversed>
        {[...milestones].reverse().map((milestone) => (
          <Line key={milestone.reportId ?? milestone.milestone} milestone={milestone} />
        ))}
      </ol>
    </>
  );
}
