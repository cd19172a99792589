namespace Emergency.Simulators;

/// <summary>One line that says how the simulation is.</summary>
internal sealed class StatusLine(Fleet fleet, CallTaker? calls, Dispatcher? dispatcher, ClinicalPeople people, CountyClock clock)
{
    public override string ToString()
    {
        var f = fleet.Status;
        var parts = new List<string>
        {
            $"{clock.Time.GetUtcNow():MM-dd HH:mm:ss}Z",
            $"vehicles {f.Online}/{f.Vehicles} online, {f.Busy} busy, {f.Patients} with a patient",
        };
        if (calls is not null)
            parts.Add($"calls {calls.Opened}{(calls.Missed > 0 ? $" ({calls.Missed} not made)" : "")}");
        if (dispatcher is not null)
            parts.Add($"dispatched {dispatcher.Sent}, waiting {dispatcher.Waiting}");
        if (people.Physicians is { } physicians)
            parts.Add($"physicians {physicians.Done}{(physicians.Refused > 0 ? $" ({physicians.Refused} refused)" : "")}");
        if (people.Desks is { } desks)
            parts.Add($"notices {desks.Acknowledged}");
        parts.Add($"milestones {f.Milestones}, fixes {f.Fixes}");
        var oldest = f.Lag > TimeSpan.FromSeconds(clock.Speed) ? $" (oldest {f.Lag:hh\\:mm\\:ss})" : "";
        parts.Add($"backlog {f.WaitingMilestones}+{f.WaitingFixes}{oldest}");
        if (f.Rejected + f.Thinned > 0)
            parts.Add($"rejected {f.Rejected}, thinned {f.Thinned}");
        return string.Join(" · ", parts);
    }
}
