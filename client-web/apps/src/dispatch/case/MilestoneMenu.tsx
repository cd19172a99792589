import { useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useLocale } from '../../shared/i18n/locale';
import { exits, isExit, mayRecord, needsReason, nextStep, steps } from '../../shared/model/milestones';
import { nowIso, serverClock } from '../../shared/time/now';
import { parseWallTime } from '../../shared/time/wallTime';
import { usePending } from '../../shared/transport/perform';
import type { AssignmentView, CaseView, Milestone } from '../../shared/transport/wire';
import { Field } from '../../shared/ui/Field';
import { MoreIcon } from '../../shared/ui/icons';
import { Popover } from '../../shared/ui/Popover';
import { ReasonForm } from '../../shared/ui/ReasonForm';
import { holdMilestone, milestoneKey, sendMilestone } from '../state/held';
import './MilestoneMenu.css';

interface MenuProps {
  case: CaseView;
  assignment: AssignmentView;
}

/** What was chosen and still needs a reason. */
interface Chosen {
  readonly milestone: Milestone;
  readonly correct: boolean;
}

function Menu({ case: c, assignment: a, onDone }: MenuProps & { onDone: () => void }) {
  const t = useT();
  const format = useFormat();
  const timeZone = useLocale((l) => l.timeZone);
  const [time, setTime] = useState('');
  const [chosen, setChosen] = useState<Chosen>();
  const parsed = time.trim() === '' ? undefined : parseWallTime(time, serverClock.now(), timeZone);
  const bad = time.trim() !== '' && parsed === undefined;
  const occurredAt = () => (parsed === undefined ? nowIso() : new Date(parsed).toISOString());
  const next = nextStep(a);
  const leaving = exits.filter((exit) => mayRecord(a, exit));

  const record = (milestone: Milestone) => {
    if (needsReason(a, milestone)) return setChosen({ milestone, correct: false });
    onDone();
    void holdMilestone(c, a.assignmentId, a.ambulanceId, { milestone, occurredAt: occurredAt() });
  };
  const recordWithReason = (reason: string) => {
    if (!chosen) return;
    onDone();
    const body = { milestone: chosen.milestone, occurredAt: occurredAt(), reason, ...(chosen.correct ? { correct: true } : {}) };
    void sendMilestone({ caseId: c.caseId, assignmentId: a.assignmentId, body });
  };
  const presets =
    chosen && isExit(chosen.milestone)
      ? [t('assign.reason.recovered'), t('assign.reason.duplicate'), t('assign.reason.traffic')]
      : [];

  return (
    <div className="milestone-menu">
      <Field label={t('assign.time')} error={bad ? t('assign.timeBad') : undefined}>
        {(control) => (
          <input
            {...control}
            className="input"
            placeholder={format.time(serverClock.now())}
            value={time}
            onChange={(event) => setTime(event.target.value)}
            data-testid="milestone-time"
          />
        )}
      </Field>
      {chosen ? (
        <ReasonForm
          label={
            chosen.correct ? t('assign.correctReason') : t('assign.reasonFor', { milestone: t(`milestone.${chosen.milestone}`) })
          }
          submit={chosen.correct ? t('assign.correct') : t(`milestone.${chosen.milestone}`)}
          danger={isExit(chosen.milestone)}
          presets={presets}
          onSubmit={recordWithReason}
          onCancel={() => setChosen(undefined)}
        />
      ) : (
        <>
          <div className="steps">
            {steps
              .filter((step) => mayRecord(a, step))
              .map((step) => (
                <button
                  key={step}
                  type="button"
                  className="btn small"
                  disabled={bad}
                  onClick={() => record(step)}
                  data-testid={step === next ? `menu-milestone-${step}` : `milestone-${step}`}
                >
                  {t(`milestone.${step}`)}
                </button>
              ))}
          </div>
          {leaving.length > 0 && <h4>{t('assign.exits')}</h4>}
          <div className="steps">
            {leaving.map((exit) => (
              <button
                key={exit}
                type="button"
                className="btn small danger"
                disabled={bad}
                onClick={() => record(exit)}
                data-testid={`milestone-${exit}`}
              >
                {t(`milestone.${exit}`)}
              </button>
            ))}
          </div>
          {parsed !== undefined && a.milestones.length > 0 && (
            <>
              <h4>{t('assign.correct')}</h4>
              <div className="steps">
                {a.milestones.map((m) => (
                  <button
                    key={m.milestone}
                    type="button"
                    className="btn small"
                    onClick={() => setChosen({ milestone: m.milestone, correct: true })}
                  >
                    {t('assign.since', { milestone: t(`milestone.${m.milestone}`), time: format.time(m.occurredAt) })}
                  </button>
                ))}
              </div>
            </>
          )}
        </>
      )}
    </div>
  );
}

/** Every milestone that may be recorded now, at a time of one's own, the exits with their reasons. */
export function MilestoneMenu({ case: c, assignment: a }: MenuProps) {
  const t = useT();
  const [open, setOpen] = useState(false);
  const pending = usePending(milestoneKey(a.assignmentId));
  const name = t('assign.more', { unit: a.ambulanceId });
  return (
    <div className="popover-anchor">
      <button
        type="button"
        className="btn icon"
        aria-label={name}
        title={name}
        aria-expanded={open}
        disabled={pending}
        onClick={() => setOpen(!open)}
        data-testid={`milestone-menu-${a.ambulanceId}`}
      >
        <MoreIcon />
      </button>
      <Popover open={open} onClose={() => setOpen(false)} label={t('assign.menu')} align="right">
        <Menu case={c} assignment={a} onDone={() => setOpen(false)} />
      </Popover>
    </div>
  );
}
