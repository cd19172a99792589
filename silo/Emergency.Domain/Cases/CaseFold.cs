using System.Collections.Immutable;

namespace Emergency.Domain.Cases;

/// <summary>How each event changes a case. Never refuses: what was decided has happened.</summary>
internal static class CaseFold
{
    public static PatientCase Apply(PatientCase state, CaseEvent happened) => happened switch
    {
        CaseOpened e => Open(e),
        CaseAmended e => Amend(state, e),
        NoteAdded e => state with { AddedNotes = state.AddedNotes.Add(new(e.Text, e.At, e.Actor, e.Source)) },
        PatientRecorded e => state with { Patients = Upsert(state.Patients, e.Patient) },
        AssignmentRequested e => state with { Assignments = state.Assignments.Add(Request(e)) },
        AssignmentReserved e => Change(state, e.AssignmentId, a => Step(a, e, Milestone.Reserved) with { Phase = AssignmentPhase.Reserved }),
        AssignmentOffered e => Change(state, e.AssignmentId, a => Step(a, e, Milestone.Offered) with { Phase = AssignmentPhase.Active }),
        AssignmentPromoted e => Change(state, e.AssignmentId, a => Step(a, e, Milestone.Offered) with { Phase = AssignmentPhase.Active }),
        AssignmentRefused e => Change(state, e.AssignmentId, a => a with { Phase = AssignmentPhase.Refused, Refusal = new(e.Code, e.Detail) }),
        MilestoneRecorded e => Change(state, e.AssignmentId, a => Record(a, e)),
        MilestoneCorrected e => Change(state, e.AssignmentId, a => Correct(a, e)),
        DestinationSet e => Change(state, e.AssignmentId, a => a with { Destination = e.HospitalId }),
        AssignmentReleased e => Change(state, e.AssignmentId, a => a with { Released = true }),
        CaseCancelled e => state with { EndedAt = e.At, IsCancelled = true, EndReason = e.Reason },
        CaseClosed e => state with { EndedAt = e.At, EndReason = e.Reason },
        _ => throw new ArgumentOutOfRangeException(nameof(happened), happened.GetType().Name, "no such event"),
    };

    private static PatientCase Open(CaseOpened e) => new()
    {
        Id = e.CaseId,
        Number = e.Number,
        Location = e.Location,
        Address = e.Address,
        CallerName = e.CallerName,
        CallerPhone = e.CallerPhone,
        Complaint = e.Complaint,
        Priority = e.Priority,
        Area = e.Area,
        Standard = e.Standard,
        PatientCount = e.PatientCount,
        Notes = e.Notes,
        RingAt = e.RingAt,
        ReceivedAt = e.At,
    };

    private static PatientCase Amend(PatientCase state, CaseAmended e) => state with
    {
        Priority = e.Priority ?? state.Priority,
        Complaint = e.Complaint ?? state.Complaint,
        Location = e.Location ?? state.Location,
        Address = e.Address ?? state.Address,
        Area = e.Area ?? state.Area,
        Standard = e.Standard ?? state.Standard,
        PatientCount = e.PatientCount ?? state.PatientCount,
        Notes = e.Notes ?? state.Notes,
    };

    private static Assignment Request(AssignmentRequested e) => new(e.AssignmentId, e.AmbulanceId, e.Mode, e.Priority, e.At)
    {
        Eta = e.Eta,
        RecommendedRank = e.RecommendedRank,
        OverrideReason = e.OverrideReason,
        FirstChoice = e.FirstChoice,
        FirstChoiceEta = e.FirstChoiceEta,
        NotBefore = e.NotBefore,
        DivertFrom = e.DivertFrom,
    };

    private static ImmutableList<PatientRecord> Upsert(ImmutableList<PatientRecord> patients, PatientRecord patient)
    {
        var index = patients.FindIndex(p => p.PatientId == patient.PatientId);
        return index < 0 ? patients.Add(patient) : patients.SetItem(index, patient);
    }

    private static PatientCase Change(PatientCase state, AssignmentId id, Func<Assignment, Assignment> change)
    {
        var index = state.Assignments.FindIndex(a => a.Id == id);
        return state with { Assignments = state.Assignments.SetItem(index, change(state.Assignments[index])) };
    }

    private static Assignment Step(Assignment a, CaseEvent e, Milestone milestone) =>
        Insert(a, new(milestone, e.At, e.RecordedAt, e.Source, e.Actor));

    private static Assignment Record(Assignment a, MilestoneRecorded e)
    {
        var next = Insert(a, new(e.Milestone, e.At, e.RecordedAt, e.Source, e.Actor, e.Reason, e.Key, e.ClaimedAt));
        return next with
        {
            Phase = MilestoneRules.IsEnd(e.Milestone) ? AssignmentPhase.Ended : a.Phase,
            Destination = e.HospitalId ?? a.Destination,
            DivertedTo = e.DivertedTo ?? a.DivertedTo,
        };
    }

    private static Assignment Correct(Assignment a, MilestoneCorrected e)
    {
        var index = a.Milestones.FindIndex(m => m.Milestone == e.Milestone);
        var old = a.Milestones[index];
        var corrected = old with
        {
            OccurredAt = e.At,
            ClaimedAt = e.ClaimedAt,
            Corrections = old.Corrections.Add(new(e.PreviousAt, e.At, e.RecordedAt, e.Source, e.Actor, e.Reason, e.Key)),
        };
        return a with { Milestones = a.Milestones.SetItem(index, corrected) };
    }

    /// <summary>Puts a record at its place in the natural order.</summary>
    private static Assignment Insert(Assignment a, MilestoneRecord record)
    {
        var rank = MilestoneRules.Rank(record.Milestone);
        var index = a.Milestones.FindIndex(m => MilestoneRules.Rank(m.Milestone) > rank);
        return a with { Milestones = a.Milestones.Insert(index < 0 ? a.Milestones.Count : index, record) };
    }
}
