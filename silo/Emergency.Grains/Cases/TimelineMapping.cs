using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;

namespace Emergency.Grains.Cases;

/// <summary>Events of a case as lines of its timeline.</summary>
internal static class TimelineMapping
{
    /// <param name="sequence">The event's version in the stream.</param>
    /// <param name="e">The event.</param>
    /// <param name="ambulanceOf">Which unit an assignment is of.</param>
    public static TimelineEntry ToEntry(long sequence, CaseEvent e, Func<AssignmentId, AmbulanceId?> ambulanceOf)
    {
        var line = new TimelineEntry(sequence, e.At, e.RecordedAt, e.Kind, e.Actor, e.Source);
        return e switch
        {
            CaseOpened x => line with { Detail = x.Complaint },
            CaseAmended x => line with { Detail = Changes(x) },
            NoteAdded x => line with { Detail = x.Text },
            PatientRecorded x => line with { Detail = x.Patient.PatientId.Value },
            AssignmentRequested x => Of(x.AssignmentId) with
            {
                AmbulanceId = x.AmbulanceId,
                Reason = x.OverrideReason,
                Detail = x.Overrides,
                FirstChoice = x.FirstChoice,
            },
            AssignmentOffered x => Of(x.AssignmentId) with { Milestone = Milestone.Offered },
            AssignmentReserved x => Of(x.AssignmentId) with { Milestone = Milestone.Reserved },
            AssignmentRefused x => Of(x.AssignmentId) with { Reason = x.Code, Detail = x.Detail },
            AssignmentPromoted x => Of(x.AssignmentId) with { Milestone = Milestone.Offered },
            MilestoneRecorded x => Of(x.AssignmentId) with { Milestone = x.Milestone, Reason = x.Reason, Detail = x.HospitalId?.Value },
            MilestoneCorrected x => Of(x.AssignmentId) with { Milestone = x.Milestone, Reason = x.Reason, Detail = $"{x.PreviousAt:O}" },
            DestinationSet x => Of(x.AssignmentId) with { Detail = x.HospitalId.Value },
            AssignmentReleased x => Of(x.AssignmentId),
            CaseCancelled x => line with { Reason = x.Reason },
            CaseClosed x => line with { Reason = x.Reason },
            _ => line,
        };

        TimelineEntry Of(AssignmentId id) => line with { AssignmentId = id, AmbulanceId = ambulanceOf(id) };
    }

    private static string Changes(CaseAmended e) => string.Join("; ", new[]
    {
        e.Priority is { } priority ? $"priority {priority}" : null,
        e.Complaint,
        e.Location?.ToString(),
        e.Address,
        e.PatientCount is { } count ? $"patients {count}" : null,
        e.Notes,
    }.OfType<string>());
}
