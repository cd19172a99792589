using Emergency.Domain.Cases;

namespace Emergency.Domain.Care;

/// <summary>What the course of the case means for its care, and what care means for where its vehicles go.</summary>
internal static class CourseRules
{
    private const string AssignmentEnded = "the assignment ended before the order was delivered";

    /// <summary>
    /// Takes over what the case says: a vehicle that is sent takes the patient who waits for one; contact and arrival are steps of channels;
    /// a channel follows its vehicle to another hospital; orders that nobody will carry out any more are withdrawn.
    /// </summary>
    public static Decision<CareEvent> Follow(CareRecord state, CaseCourse course, DateTimeOffset now)
    {
        var events = new List<CareEvent>();
        foreach (var assignment in course.Assignments)
        {
            var after = state.Apply(events);
            if (assignment.IsActive && after.PatientOf(assignment.Id) is null && after.Patients.Exists(p => p.AssignmentId is null))
                events.AddRange(PatientRules.Bind(after, new BindPatient(FactAuthor.System, assignment.Id), now).Events);
            after = state.Apply(events);
            if (after.PatientOf(assignment.Id) is not { } patient) continue;
            foreach (var channel in after.Channels.Where(c => c.IsOpen && c.PatientId == patient.Id))
                events.AddRange(FollowOn(after, channel, assignment, now));
        }

        events.AddRange(state.Apply(events).Orders.Where(o => IsHopeless(o, course)).Select(o => new OrderWithdrawn(
            now, now, FactAuthor.System.Actor, FactAuthor.System.Source, o.Id, AssignmentEnded)));
        return Decision<CareEvent>.Accept(events);
    }

    /// <summary>An order that names a hospital was read back: the vehicle goes there, and so do the patient's channels.</summary>
    public static IEnumerable<CareEvent> Direct(CareRecord state, CareOrder order, AssignmentId assignment, HospitalId hospital, DateTimeOffset now)
    {
        var given = order.Find(OrderState.Ordered)!;
        foreach (var channel in state.Channels.Where(c => c.IsOpen && c.PatientId == order.PatientId))
        {
            if (order.Content.Kind is OrderKind.CathLabDirect && channel.Kind is ChannelKind.ChestPain)
                yield return new ChannelStepped(
                    given.At, now, given.Actor, FactSource.Desk, channel.Id, ChannelEvent.BypassDecided, hospital, order.Content.Text ?? "ordered",
                    $"order:{order.Id}");
            else if (channel.HospitalId != hospital)
                yield return new ChannelDirected(now, now, given.Actor, FactSource.Desk, channel.Id, assignment, hospital);
        }

        yield return new DirectionDecided(now, now, given.Actor, FactSource.Desk, assignment, hospital, order.Id);
    }

    public static Decision<CareEvent> Settle(CareRecord state, SettleDirection c, DateTimeOffset now) =>
        state.Directions.TryGetValue(c.AssignmentId, out var known) && !known.IsSettled && known.Direction.HospitalId == c.HospitalId
            ? new DirectionSettled(now, now, c.By.Actor, c.By.Source, c.AssignmentId, c.HospitalId, c.Refused)
            : Decision<CareEvent>.Unchanged;

    private static IEnumerable<CareEvent> FollowOn(CareRecord state, GreenChannel channel, AssignmentCourse assignment, DateTimeOffset now)
    {
        var origin = $"milestone:{assignment.Id}";
        var crew = new FactAuthor(assignment.Id.Value, FactSource.Vehicle);
        // An ECG from before the crew came means that somebody else was the first: then nobody knows when, until it is said.
        if (assignment.Contact is { } contact && !(channel.TimeOf(ChannelEvent.EcgAcquired) < contact - MilestoneTolerance.Order))
        {
            foreach (var step in ChannelRules.Take(channel, ChannelEvent.FirstMedicalContact, contact, crew, origin, now))
                yield return step;
        }

        if (assignment.Door is { } door)
        {
            foreach (var step in ChannelRules.Take(channel, ChannelEvent.Door, door, crew, origin, now))
                yield return step;
        }
        else if (assignment.IsActive && LeadsElsewhere(state, channel, assignment, now) is { } change)
        {
            yield return change;
        }
    }

    /// <summary>
    /// The channel says where to, until the case knows it; from then on the case says where to, and the channel follows. While the case was
    /// not told yet, what it says is old.
    /// </summary>
    private static CareEvent? LeadsElsewhere(CareRecord state, GreenChannel channel, AssignmentCourse assignment, DateTimeOffset now)
    {
        var isDirected = state.Directions.TryGetValue(assignment.Id, out var known);
        if (channel.HospitalId is { } hospital && !isDirected)
            return new DirectionDecided(now, now, channel.OpenedBy, FactSource.Desk, assignment.Id, hospital, channel.Id);
        if ((isDirected && !known.IsSettled) || assignment.Destination is not { } there || there == channel.HospitalId) return null;
        return new ChannelDirected(now, now, FactAuthor.System.Actor, FactAuthor.System.Source, channel.Id, assignment.Id, there);
    }

    private static bool IsHopeless(CareOrder order, CaseCourse course) =>
        order.State is OrderState.Ordered
        && (course.IsOver || course.Assignments.Any(a => a.Id == order.AssignmentId && a.IsOver));
}
