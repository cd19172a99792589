import { useEffect, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { useLocale } from '../../shared/i18n/locale';
import { formatDuration } from '../../shared/time/duration';
import { serverClock } from '../../shared/time/now';
import { startOfDay } from '../../shared/time/wallTime';
import { api } from '../../shared/transport/api';
import { useLive } from '../../shared/transport/live';
import { asProblem, type Problem } from '../../shared/transport/problem';
import type { AreaKind, ResponseTimeReport, ResponseTimesView } from '../../shared/transport/wire';
import { DangerMark } from '../../shared/ui/icons';
import { problemText } from '../../shared/ui/toasts';
import './Reports.css';

const dayMs = 86_400_000;
const spans = { today: 1, week: 7, month: 30 } as const;
const areas: readonly AreaKind[] = ['urban', 'rural'];

function useReport(from: string, to: string) {
  const timeZone = useLocale((l) => l.timeZone);
  const [report, setReport] = useState<ResponseTimeReport>();
  const [problem, setProblem] = useState<Problem>();
  const start = startOfDay(from, timeZone);
  const last = startOfDay(to, timeZone);
  const end = last === undefined ? undefined : last + dayMs;
  const valid = start !== undefined && end !== undefined && start < end;
  useEffect(() => {
    if (!valid) return;
    let current = true;
    setReport(undefined);
    setProblem(undefined);
    api.responseTimes(new Date(start).toISOString(), new Date(end).toISOString()).then(
      (read) => current && setReport(read),
      (error) => current && setProblem(asProblem(error)),
    );
    return () => {
      current = false;
    };
  }, [valid, start, end]);
  return { report, problem, valid };
}

function Seconds({ value, of = 1 }: { value: number | null | undefined; of?: number }) {
  const t = useT();
  return typeof value === 'number' ? (
    formatDuration(value)
  ) : (
    <span className="faint">{of === 0 ? t('common.none') : t('common.unknown')}</span>
  );
}

function AreaRow({ area, row, target }: { area: AreaKind; row: ResponseTimesView; target: number | undefined }) {
  const t = useT();
  const format = useFormat();
  const share = row.share;
  return (
    <tr data-testid={`report-${area}`}>
      <th scope="row">{t(`area.${area}`)}</th>
      <td>
        <Seconds value={target} />
      </td>
      <td>{format.number(row.count)}</td>
      <td>{format.number(row.within)}</td>
      <td className="share">
        {typeof share === 'number' ? (
          <>
            <b>{format.percent(share)}</b>
            <span className="bar" aria-hidden="true">
              <span style={{ width: `${share * 100}%` }} />
            </span>
          </>
        ) : (
          <span className="faint">{t('common.none')}</span>
        )}
      </td>
      <td>
        <b>
          <Seconds value={row.medianSeconds} of={row.count} />
        </b>
      </td>
      <td>
        <b>
          <Seconds value={row.p90Seconds} of={row.count} />
        </b>
      </td>
      <td>{format.number(row.unknown)}</td>
    </tr>
  );
}

/** How fast help came, in town and country, with what is not known left apart. */
export function Reports() {
  const t = useT();
  const format = useFormat();
  const today = format.isoDate(serverClock.now());
  const [from, setFrom] = useState(today);
  const [to, setTo] = useState(today);
  const coverage = useLive((s) => s.coverage);
  const { report, problem, valid } = useReport(from, to);
  const choose = (days: number) => {
    setTo(today);
    setFrom(format.isoDate(serverClock.now() - (days - 1) * dayMs));
  };
  return (
    <main className="reports">
      <h1>{t('reports.title')}</h1>
      <div className="range">
        {(Object.keys(spans) as (keyof typeof spans)[]).map((span) => (
          <button key={span} type="button" className="btn" onClick={() => choose(spans[span])}>
            {t(`reports.${span}`)}
          </button>
        ))}
        <label>
          <span className="dim">{t('reports.from')}</span>
          <input
            type="date"
            className="input"
            value={from}
            onChange={(event) => setFrom(event.target.value)}
            data-testid="report-from"
          />
        </label>
        <label>
          <span className="dim">{t('reports.to')}</span>
          <input
            type="date"
            className="input"
            value={to}
            onChange={(event) => setTo(event.target.value)}
            data-testid="report-to"
          />
        </label>
      </div>
      {!valid && (
        <p className="mean-danger" role="alert">
          <DangerMark /> {t('reports.badRange')}
        </p>
      )}
      {problem && (
        <p className="mean-danger" role="alert">
          <DangerMark /> {problemText(problem)}
        </p>
      )}
      {valid && !report && !problem && <p className="dim">{t('common.loading')}</p>}
      {report && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('reports.area')}</th>
              <th scope="col">{t('reports.target')}</th>
              <th scope="col">{t('reports.count')}</th>
              <th scope="col">{t('reports.within')}</th>
              <th scope="col">{t('reports.share')}</th>
              <th scope="col">{t('reports.median')}</th>
              <th scope="col">{t('reports.p90')}</th>
              <th scope="col">{t('reports.unknownArrival')}</th>
            </tr>
          </thead>
          <tbody>
            {areas.map((area) => (
              <AreaRow key={area} area={area} row={report[area]} target={coverage?.[area].standardSeconds} />
            ))}
          </tbody>
        </table>
      )}
      <p className="faint">{t('reports.note')}</p>
    </main>
  );
}
