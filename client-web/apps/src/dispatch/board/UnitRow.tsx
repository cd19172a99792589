import { memo } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { etaOf } from '../../shared/model/eta';
import { groupOf, readFix } from '../../shared/model/unitModel';
import { shortNumber } from '../../shared/model/words';
import { formatDuration } from '../../shared/time/duration';
import { useFactsNow, useNow } from '../../shared/time/now';
import { useLive } from '../../shared/transport/live';
import { usePositions } from '../../shared/transport/positions';
import type { UnitView } from '../../shared/transport/wire';
import { ageText } from '../../shared/ui/ageText';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { lookAt, selectCase } from '../state/desk';
import { useHeldMilestone } from '../state/held';
import { DutyMark } from './DutyMark';
import { DutyMenu } from './DutyMenu';

function EtaCell({ unit }: { unit: UnitView }) {
  const format = useFormat();
  const now = useFactsNow();
  const assignment = useLive((s) =>
    unit.caseId ? s.cases[unit.caseId]?.assignments.find((a) => a.assignmentId === unit.assignmentId) : undefined,
  );
  const held = useHeldMilestone(unit.assignmentId ?? '');
  if (!assignment) return <td />;
  const toGo = etaOf(assignment, unit, held ?? assignment.milestone, now);
  return (
    <td className="col-eta">
      {toGo !== undefined && (
        <span className={toGo < 0 ? 'mean-warning' : ''}>
          <b>
            {toGo < 0 ? '+' : ''}
            {formatDuration(toGo)}
          </b>{' '}
          <span className="dim">{format.shortTime(now + toGo * 1000)}</span>
        </span>
      )}
    </td>
  );
}

function FixCells({ unit }: { unit: UnitView }) {
  const t = useT();
  const now = useNow();
  const position = usePositions((s) => s.byId[unit.ambulanceId]);
  const fix = readFix(unit, position, now);
  const words = fix.ageSeconds !== undefined ? ageText(t, fix.ageSeconds) : fix.assumed ? t('board.atBase') : t('board.noFix');
  return (
    <>
      <td className="col-fix">
        <span className={`age-${fix.grade}`} data-grade={fix.grade}>
          {words}
        </span>
      </td>
      <td className="col-speed">
        {fix.speedKmh !== undefined ? (
          <span className={`age-${fix.grade}`}>{t('board.kmh', { n: Math.round(fix.speedKmh) })}</span>
        ) : (
          <span className="faint">{t('common.unknown')}</span>
        )}
      </td>
    </>
  );
}

function CaseCell({ unit }: { unit: UnitView }) {
  const t = useT();
  const c = useLive((s) => (unit.caseId ? s.cases[unit.caseId] : undefined));
  return (
    <td className="col-case">
      {c && (
        <button type="button" className="btn bare small" onClick={() => selectCase(c.caseId)}>
          <PriorityMark priority={c.priority} size={14} /> {shortNumber(c.number)} <span className="dim">{c.complaint}</span>
        </button>
      )}
      {unit.queued.length > 0 && <span className="tag">{t('board.queued', { n: unit.queued.length })}</span>}
    </td>
  );
}

/** One unit. */
export const UnitRow = memo(function UnitRow({ unit }: { unit: UnitView }) {
  const t = useT();
  const held = useHeldMilestone(unit.assignmentId ?? '');
  const milestone = held ?? unit.milestone;
  const elsewhere = useLive((s) => unit.standsAt && s.county?.stations.find((x) => x.stationId === unit.standsAt)?.name);
  const find = () => {
    const at = usePositions.getState().byId[unit.ambulanceId]?.position ?? unit.position;
    if (at) lookAt(at, 13);
  };
  return (
    <tr data-testid={`unit-row-${unit.ambulanceId}`} data-duty={unit.duty}>
      <th scope="row" className="col-unit">
        <button type="button" className="btn bare small" onClick={find}>
          <DutyMark group={groupOf(unit)} /> <b>{unit.ambulanceId}</b>
        </button>
      </th>
      <td className="col-duty">
        <DutyMenu unit={unit} />
        {unit.dutyReason && <span className="dim"> {unit.dutyReason}</span>}
      </td>
      <td
        className={`col-milestone ${held ? 'pending' : ''}`}
        data-testid={`unit-row-${unit.ambulanceId}-milestone`}
        data-milestone={unit.milestone}
      >
        {milestone ? t(`milestone.${milestone}`) : unit.move ? t('board.movingTo', { station: unit.move.toName }) : ''}
      </td>
      <CaseCell unit={unit} />
      <EtaCell unit={unit} />
      <FixCells unit={unit} />
      <td className={`col-link ${unit.link.state === 'online' ? '' : 'dim'}`}>
        <span className={`link-${unit.link.state}`} aria-hidden="true" /> {t(`link.${unit.link.state}`)}
      </td>
      <td className="col-station ellipsis" title={unit.stationName}>
        {unit.stationName}
        {elsewhere && <span className="tag">{t('board.standsAt', { station: elsewhere })}</span>}
      </td>
      <td className="col-plate">{unit.plate}</td>
    </tr>
  );
});
