import { useEffect, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { matches as matchesCase } from '../../shared/model/caseModel';
import { formatDuration } from '../../shared/time/duration';
import { api } from '../../shared/transport/api';
import { asProblem, type Problem } from '../../shared/transport/problem';
import type { CaseListItem, CaseView } from '../../shared/transport/wire';
import { DangerMark, GoodMark, WarningMark } from '../../shared/ui/icons';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { Timeline } from '../../shared/ui/Timeline';
import { problemText } from '../../shared/ui/toasts';
import { Assignments } from '../case/Assignments';
import { CaseDetails } from '../case/CaseDetails';
import { CaseHeader } from '../case/CaseHeader';
import { useDetails, useEndedCases } from './useEndedCases';
import './History.css';

/** How many cases a page of the list has. */
const pageSize = 40;

function matches(item: CaseListItem, known: CaseView | undefined, text: string): boolean {
  return item.number.includes(text.trim()) || (known !== undefined && matchesCase(known, text));
}

function Response({ case: c }: { case: CaseView | undefined }) {
  const t = useT();
  if (!c) return <span />;
  if (typeof c.responseSeconds !== 'number')
    return <span className="faint">{c.responseKnowledge === 'none' ? '' : t('common.unknown')}</span>;
  const met = c.responseSeconds <= c.standardSeconds;
  return (
    <span className={met ? 'mean-good' : 'mean-warning'}>
      {met ? <GoodMark size={14} /> : <WarningMark size={14} />} {formatDuration(c.responseSeconds)}
    </span>
  );
}

function EndedCase({ caseId, onClose }: { caseId: string; onClose: () => void }) {
  const t = useT();
  const [c, setCase] = useState<CaseView>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let current = true;
    api.case(caseId).then(
      (read) => current && setCase(read),
      (error) => current && setProblem(asProblem(error)),
    );
    return () => {
      current = false;
    };
  }, [caseId]);
  if (problem) {
    return (
      <p className="mean-danger">
        <DangerMark /> {problemText(problem)}
      </p>
    );
  }
  if (!c) return <p className="case-none dim">{t('common.loading')}</p>;
  return (
    <>
      <CaseHeader case={c} onClose={onClose} />
      <div className="case-body">
        <CaseDetails case={c} />
        {c.assignments.length > 0 && <Assignments case={c} />}
        <Timeline caseId={c.caseId} version={c.version} />
      </div>
    </>
  );
}

interface RowProps {
  item: CaseListItem;
  known: CaseView | undefined;
  chosen: boolean;
  onChoose: () => void;
}

function Row({ item, known, chosen, onChoose }: RowProps) {
  const t = useT();
  const format = useFormat();
  return (
    <li>
      <button
        type="button"
        className={`row ${chosen ? 'selected' : ''}`}
        aria-current={chosen}
        onClick={onChoose}
        data-testid={`history-${item.number}`}
      >
        <span className="dim">{format.dateTime(item.receivedAt)}</span>
        <b>{item.number}</b>
        {known ? <PriorityMark priority={known.priority} size={14} /> : <span />}
        <span className="ellipsis">{known?.complaint}</span>
        <span className="ellipsis dim">{known?.location.address}</span>
        <Response case={known} />
        <span className="dim ellipsis">{known?.assignments.map((a) => a.ambulanceId).join(' ')}</span>
        <span className="tag">{t(`status.${item.status}`)}</span>
      </button>
    </li>
  );
}

/** Cases that have ended, and everything about one of them. */
export function History() {
  const t = useT();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const [shownCount, setShownCount] = useState(pageSize);
  const { cases, problem } = useEndedCases();
  const details = useDetails((cases ?? []).slice(0, shownCount).map((item) => item.caseId));
  const found = cases?.filter((item) => matches(item, details[item.caseId], text)) ?? [];
  const shown = found.slice(0, shownCount);
  return (
    <main className="history">
      <section className="list">
        <header>
          <h1>{t('history.title')}</h1>
          <input
            type="search"
            className="input"
            placeholder={t('history.search')}
            aria-label={t('history.search')}
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </header>
        {problem && (
          <p className="mean-danger" role="alert">
            <DangerMark /> {problemText(problem)}
          </p>
        )}
        {!cases && !problem && <p className="dim">{t('common.loading')}</p>}
        {cases && shown.length === 0 && <p className="dim">{text ? t('queue.noMatch', { text }) : t('history.empty')}</p>}
        {shown.length > 0 && (
          <p className="row columns dim" aria-hidden="true">
            <span>{t('history.received')}</span>
            <span>{t('history.number')}</span>
            <span>{t('case.priority')}</span>
            <span>{t('case.complaint')}</span>
            <span>{t('case.place')}</span>
            <span>{t('history.response')}</span>
            <span>{t('history.units')}</span>
            <span />
          </p>
        )}
        <ul>
          {shown.map((item) => (
            <Row
              key={item.caseId}
              item={item}
              known={details[item.caseId]}
              chosen={item.caseId === chosen}
              onChoose={() => setChosen(item.caseId)}
            />
          ))}
          {found.length > shownCount && (
            <li className="more">
              <button type="button" className="btn" onClick={() => setShownCount(shownCount + pageSize)}>
                {t('history.more', { n: Math.min(pageSize, found.length - shownCount) })}
              </button>
            </li>
          )}
        </ul>
      </section>
      <aside>
        {chosen ? (
          <EndedCase key={chosen} caseId={chosen} onClose={() => setChosen(undefined)} />
        ) : (
          <p className="case-none dim">{t('history.pick')}</p>
        )}
      </aside>
    </main>
  );
}
