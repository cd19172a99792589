using System.Collections.Immutable;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Cases;

namespace Emergency.Agent.Tablet;

/// <summary>Makes of the desk's order and the crew's reports what a crew sees of an assignment.</summary>
internal sealed class AssignmentBoard(TabletOptions options)
{
    private static readonly string DefaultActor = nameof(FactSource.Vehicle);

    /// <summary>The order as the crew sees it.</summary>
    /// <param name="reports">All reports of the vehicle.</param>
    /// <param name="undoOf">How long a held report can be undone.</param>
    public TabletAssignment View(
        AssignmentOrder order, string standing, IReadOnlyList<TabletReport> reports, FixReading? fix, Func<string, double?> undoOf)
    {
        var mine = reports.Where(report => report.Milestone is not null && report.AssignmentId == order.AssignmentId).ToList();
        var assignment = AsKnown(order, mine);
        var legal = standing is "active" or "over" ? MilestoneRules.NextOf(assignment, FactSource.Vehicle) : [];
        Milestone? next = legal.Any(IsStep) ? legal.First(IsStep) : null;
        return new TabletAssignment(
            order, standing, standing is "withdrawn" or "over" ? null : RouteOf(order, assignment, fix), Milestones(order, mine, undoOf), next,
            [.. legal.Where(milestone => milestone != next)],
            [.. legal.Where(milestone => NeedsReason(assignment, milestone))]);
    }

    /// <summary>Why a milestone may not be set now; null when it may.</summary>
    public static string? WhyNot(AssignmentOrder order, IReadOnlyList<TabletReport> reports, Milestone milestone, FactSource source) =>
        MilestoneRules.WhyNot(AsKnown(order, [.. reports.Where(report => report.AssignmentId == order.AssignmentId)]), milestone, source);

    /// <summary>Every exit needs a reason, and so does clearing with a patient on board.</summary>
    public static bool NeedsReason(AssignmentOrder order, IReadOnlyList<TabletReport> reports, Milestone milestone) =>
        NeedsReason(AsKnown(order, [.. reports.Where(report => report.AssignmentId == order.AssignmentId)]), milestone);

    /// <summary>Whether it is over as far as this vehicle knows.</summary>
    public static bool IsOver(AssignmentOrder order, IReadOnlyList<TabletReport> reports) =>
        AsKnown(order, [.. reports.Where(report => report.AssignmentId == order.AssignmentId)]).End is not null;

    private static bool NeedsReason(Assignment assignment, Milestone milestone) =>
        MilestoneRules.IsExit(milestone) || (milestone is Milestone.Cleared && assignment.PatientOnBoard);

    private static bool IsStep(Milestone milestone) => !MilestoneRules.IsExit(milestone);

    /// <summary>The domain's assignment, of what this vehicle knows of it, so that its rules decide here too.</summary>
    private static Assignment AsKnown(AssignmentOrder order, IReadOnlyList<TabletReport> reports)
    {
        var known = new SortedDictionary<(int Rank, Milestone), MilestoneRecord>();
        void Add(Milestone milestone, DateTimeOffset at, FactSource source) => known.TryAdd(
            (MilestoneRules.Rank(milestone), milestone), new MilestoneRecord(milestone, at, at, source, DefaultActor));
        var reserved = order.Milestone is Milestone.Reserved;
        Add(reserved ? Milestone.Reserved : Milestone.Offered, default, FactSource.Desk);
        Add(order.Milestone, default, FactSource.Desk);
        foreach (var report in reports.Where(report => report is { Milestone: not null, Stands: true }))
            Add(report.Milestone!.Milestone, report.OccurredAt, report.Milestone.Source);
        var ended = known.Values.Any(record => MilestoneRules.IsEnd(record.Milestone));
        return new Assignment(order.AssignmentId, default, AssignmentMode.Now, order.Priority, default)
        {
            Phase = ended ? AssignmentPhase.Ended : reserved ? AssignmentPhase.Reserved : AssignmentPhase.Active,
            Milestones = [.. known.Values],
        };
    }

    /// <summary>What this vehicle set, and the furthest that the server says beside it.</summary>
    private static ImmutableArray<TabletMilestone> Milestones(
        AssignmentOrder order, IReadOnlyList<TabletReport> mine, Func<string, double?> undoOf)
    {
        var own = mine.Select(report => new TabletMilestone(
            report.Milestone!.Milestone, report.OccurredAt, report.Milestone.Source, report.State, report.ReportId, undoOf(report.ReportId),
            report.Milestone.Reason, report.Refusal));
        var told = new TabletMilestone(order.Milestone, null, null, ReportState.Durable);
        var known = mine.Any(report => report.Stands && report.Milestone!.Milestone == order.Milestone);
        return [.. (known ? own : own.Append(told)).OrderBy(milestone => MilestoneRules.Rank(milestone.Milestone))];
    }

    private TabletRoute? RouteOf(AssignmentOrder order, Assignment assignment, FixReading? fix)
    {
        if (fix is null || assignment.End is not null)
            return null;
        var onBoard = assignment.Furthest >= Milestone.PatientLoaded;
        if (onBoard && (order.HospitalPosition is null || assignment.Furthest >= Milestone.AtHospital))
            return null;
        if (!onBoard && assignment.Furthest >= Milestone.OnScene)
            return null;
        var target = onBoard ? new GeoPoint(order.HospitalPosition!.Lon, order.HospitalPosition.Lat) : order.Location.Point;
        var metres = fix.Position.DistanceTo(target).Value;
        var seconds = metres * options.DetourFactor / (options.EstimateKmh / 3.6);
        return new TabletRoute(onBoard ? "hospital" : "scene", Math.Round(metres), Math.Round(seconds), Bearing(fix.Position, target), fix.At);
    }

    /// <summary>The first course of the great circle, clockwise from north.</summary>
    private static double Bearing(GeoPoint from, GeoPoint to)
    {
        var (lat1, lat2) = (double.DegreesToRadians(from.Latitude), double.DegreesToRadians(to.Latitude));
        var dLon = double.DegreesToRadians(to.Longitude - from.Longitude);
        var y = Math.Sin(dLon) * Math.Cos(lat2);
        var x = Math.Cos(lat1) * Math.Sin(lat2) - Math.Sin(lat1) * Math.Cos(lat2) * Math.Cos(dLon);
        return Math.Round((double.RadiansToDegrees(Math.Atan2(y, x)) + 360) % 360);
    }
}
