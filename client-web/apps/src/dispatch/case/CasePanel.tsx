import { useT } from '../../shared/i18n';
import { isOpen, isOver } from '../../shared/model/caseModel';
import { useMay } from '../../shared/session/session';
import { useLive } from '../../shared/transport/live';
import type { CaseView } from '../../shared/transport/wire';
import { Timeline } from '../../shared/ui/Timeline';
import { useAdvice, useAdviceWatch } from '../state/advice';
import { selectCase, useDesk } from '../state/desk';
import { StillAdvised } from './AdditionalUnits';
import { Assignments } from './Assignments';
import { CaseCare, CaseTabs } from './CaseCare';
import { CaseDetails } from './CaseDetails';
import { CaseHeader } from './CaseHeader';
import { DispatchPanel } from './DispatchPanel';
import { HospitalAdvice } from './HospitalAdvice';
import './CasePanel.css';

/** Everything about one case, what is to be done first on top. */
function Body({ case: c }: { case: CaseView }) {
  const mayDispatch = useMay('dispatch');
  const adding = useAdvice((s) => s.adding);
  const tab = useDesk((s) => s.caseTab);
  const careVersion = useLive((s) => s.care[c.caseId]?.version ?? 0);
  const hasUnits = c.assignments.some((a) => !isOver(a));
  return (
    <>
      <CaseHeader case={c} onClose={() => selectCase(undefined)} />
      <CaseTabs caseId={c.caseId} />
      {tab !== 'overview' && <CaseCare case={c} tab={tab} />}
      <div className="case-body" hidden={tab !== 'overview'}>
        {hasUnits && <Assignments case={c} />}
        {mayDispatch && isOpen(c) && (c.status === 'waiting' || adding) && <DispatchPanel case={c} />}
        {mayDispatch && c.status === 'assigned' && !adding && <StillAdvised case={c} />}
        {isOpen(c) && <HospitalAdvice case={c} />}
        <CaseDetails case={c} />
        {!hasUnits && c.assignments.length > 0 && <Assignments case={c} />}
        <Timeline caseId={c.caseId} version={c.version + careVersion} />
      </div>
    </>
  );
}

/** The selected case. */
export function CasePanel() {
  const t = useT();
  const caseId = useDesk((s) => s.caseId);
  const selected = useLive((s) => (caseId ? s.cases[caseId] : undefined));
  useAdviceWatch();
  if (!selected) return <p className="case-none dim">{t('case.none')}</p>;
  return <Body key={selected.caseId} case={selected} />;
}
