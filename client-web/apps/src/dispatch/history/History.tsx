import { useEffect, useState } from 'react';
import { useT } from '../../shared/i18n';
import { useFormat } from '../../shared/i18n/format';
import { api } from '../../shared/transport/api';
import { asProblem, type Problem } from '../../shared/transport/problem';
import type { CaseListItem, CaseView } from '../../shared/transport/wire';
import { DangerMark } from '../../shared/ui/icons';
import { PriorityMark } from '../../shared/ui/PriorityMark';
import { problemText } from '../../shared/ui/toasts';
import { Assignments } from '../case/Assignments';
import { CaseDetails } from '../case/CaseDetails';
import { CaseHeader } from '../case/CaseHeader';
import { Timeline } from '../case/Timeline';
import { complaintText } from '../state/words';
import './History.css';

function useClosedCases() {
  const [cases, setCases] = useState<CaseListItem[]>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    api.closedCases().then(setCases, (error) => setProblem(asProblem(error)));
  }, []);
  return { cases, problem };
}

function matches(c: CaseListItem, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [c.number, c.complaint, c.location?.address].some((said) => said?.toLowerCase().includes(wanted));
}

function ClosedCase({ caseId }: { caseId: string }) {
  const t = useT();
  const [c, setCase] = useState<CaseView>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let current = true;
    setCase(undefined);
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
      <CaseHeader case={c} />
      <div className="case-body">
        <CaseDetails case={c} />
        {c.assignments.length > 0 && <Assignments case={c} />}
        <Timeline caseId={c.caseId} version={c.version} />
      </div>
    </>
  );
}

/** Cases that have ended, and everything about one of them. */
export function History() {
  const t = useT();
  const format = useFormat();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<string>();
  const { cases, problem } = useClosedCases();
  const shown = cases?.filter((c) => matches(c, text)) ?? [];
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
        <ul>
          {shown.map((c) => (
            <li key={c.caseId}>
              <button
                type="button"
                className={`row ${c.caseId === chosen ? 'selected' : ''}`}
                aria-current={c.caseId === chosen}
                onClick={() => setChosen(c.caseId)}
                data-testid={`history-${c.number}`}
              >
                <span className="dim">{format.dateTime(c.receivedAt)}</span>
                <b>{c.number}</b>
                {c.priority ? <PriorityMark priority={c.priority} size={14} /> : <span />}
                <span className="ellipsis">{c.complaint ? complaintText(t, c.complaint) : ''}</span>
                <span className="ellipsis dim">{c.location?.address}</span>
                <span className="tag">{t(`status.${c.status}`)}</span>
              </button>
            </li>
          ))}
        </ul>
      </section>
      <aside>{chosen ? <ClosedCase key={chosen} caseId={chosen} /> : <p className="case-none dim">{t('history.pick')}</p>}</aside>
    </main>
  );
}
