using System.Globalization;
using Emergency.Domain.Clocks;
using Emergency.Domain.Orders.Safety;
using Emergency.Domain.Scores;
using Emergency.Domain.Vitals;

namespace Emergency.Domain.Handover;

/// <summary>The lines of each section of a handover report.</summary>
internal sealed class HandoverLines(HandoverInput input)
{
    public IEnumerable<HandoverLine> Identity()
    {
        var patient = input.Patient;
        yield return new("case", input.CaseNumber, At: input.ReceivedAt);
        yield return new("priority", input.Priority.ToString());
        yield return new("patient", patient.Name, Detail: patient.Id.Value);
        yield return new("sex", patient.Sex is PatientSex.Unknown ? null : patient.Sex.ToString().ToLowerInvariant());
        yield return new("vehicle", input.Vehicle?.Id.Value, Detail: input.Vehicle?.Plate);
        foreach (var person in input.Vehicle?.Crew ?? []) yield return new("crew", person.Role, By: person.Name);
        yield return new("address", input.Address);
    }

    public IEnumerable<HandoverLine> Age()
    {
        var patient = input.Patient;
        yield return Of(patient.Age);
        yield return new("weight", patient.Weight is { } w ? Number((double)w.Kilograms) : null, "kg", Detail: patient.Weight is { IsEstimated: true } ? "estimated" : null);
        yield return new("pregnancy", patient.Pregnancy is Pregnancy.Unknown ? null : patient.Pregnancy.ToString().ToLowerInvariant());
        foreach (var line in Listed("allergy", patient.Allergies).Concat(Listed("condition", patient.Conditions))) yield return line;
    }

    public IEnumerable<HandoverLine> Time()
    {
        yield return Moment("onset", input.OnsetAt);
        yield return Moment("received", input.ReceivedAt);
        foreach (var milestone in Enum.GetValues<Milestone>().Where(m => m is >= Milestone.Offered and <= Milestone.HandedOver))
        {
            var record = input.Milestones.Where(m => m.Milestone == milestone).MinBy(m => m.At);
            yield return Moment($"milestone.{milestone}", record?.At) with { By = record?.Source.ToString().ToLowerInvariant() };
        }
    }

    public IEnumerable<HandoverLine> Mechanism()
    {
        yield return new("complaint", input.Complaint);
        yield return new("mechanism", input.Mechanism);
    }

    public IEnumerable<HandoverLine> Injuries()
    {
        if (input.Findings.Count == 0) yield return new("finding", null);
        foreach (var finding in input.Findings) yield return new("finding", finding);
        if (input.Ecgs.Count == 0) yield return new("ecg", null);
        foreach (var ecg in input.Ecgs.OrderBy(e => e.AcquiredAt).ThenBy(e => e.Id, StringComparer.Ordinal))
        {
            yield return new("ecg", ecg.Id, At: ecg.AcquiredAt);
            yield return new("ecg.statement", ecg.Statement, By: ecg.StatedBy, Detail: ecg.Id);
            yield return new("ecg.confirmed", ecg.ConfirmedBy, At: ecg.ConfirmedAt, By: ecg.ConfirmedBy, Detail: ecg.Id);
        }
    }

    /// <summary>Of each vital sign the newest, unknown where there is none; and from where to where it went.</summary>
    public IEnumerable<HandoverLine> Signs()
    {
        foreach (var d in VitalCatalogue.All)
        {
            var readings = input.Vitals.Where(v => v.Kind == d.Kind && v.Value is not null).ToList();
            var newest = readings.MaxBy(v => v.At);
            yield return new($"vital.{d.Name}", newest?.Value is { } v ? Number(v) : null, d.Unit, newest?.At);
            if (readings.Count < 2) continue;
            var range = $"{Number(readings.Min(r => r.Value!.Value))}–{Number(readings.Max(r => r.Value!.Value))}";
            yield return new($"range.{d.Name}", range, d.Unit, readings.Min(r => r.At));
        }
        foreach (var score in input.Scores) yield return Of(score);
    }

    public IEnumerable<HandoverLine> Treatment()
    {
        if (input.DrugsGiven.Count == 0) yield return new("drug", null);
        foreach (var drug in input.DrugsGiven.OrderBy(d => d.At).ThenBy(d => d.Code, StringComparer.Ordinal))
            yield return new("drug", drug.Name, At: drug.At, By: drug.By, Detail: Amount(drug.Dose, drug.Route, drug.Rate));
        foreach (var order in input.Orders.OrderBy(o => o.OrderedAt).ThenBy(o => o.Id, StringComparer.Ordinal))
        {
            yield return new($"order.{State(order.State)}", order.Name, At: order.EndedAt ?? order.ReadBackAt ?? order.DeliveredAt ?? order.OrderedAt, By: order.EndedBy,
                Detail: Amount(order.Order.Dose, order.Order.Route, order.Order.Rate) ?? order.Order.Text);
            yield return new("order.by", order.OrderedBy, At: order.OrderedAt, Detail: order.Id);
            if (order.Reason is not null) yield return new("order.reason", order.Reason, By: order.EndedBy, Detail: order.Id);
            if (order.OverrideReason is not null) yield return new("order.override", order.OverrideReason, By: order.OrderedBy, Detail: order.Id);
        }
    }

    public IEnumerable<HandoverLine> Guidance() => input.Guidance.OrderBy(g => g.At)
        .Select(g => new HandoverLine("guidance", g.Text, At: g.At, By: g.From, Detail: g.AcknowledgedAt is null ? "unacknowledged" : null));

    public IEnumerable<HandoverLine> Channels()
    {
        foreach (var channel in input.Channels.OrderBy(c => c.OpenedAt).ThenBy(c => c.Kind, StringComparer.Ordinal))
        {
            yield return new("channel", channel.Kind, At: channel.OpenedAt, By: channel.OpenedBy);
            foreach (var clock in channel.Clocks)
                yield return new($"clock.{clock.Name}", clock.Elapsed is { } e ? Number(Math.Floor(e.TotalMinutes)) : null, "min", clock.To, Detail: ClockWord(clock.State));
        }
    }

    public IEnumerable<HandoverLine> Destination()
    {
        var destination = input.Destination;
        yield return new("destination", destination?.Name, Detail: destination?.Id.Value);
        yield return Moment("expected", destination?.ExpectedAt);
        yield return Moment("acknowledged", destination?.AcknowledgedAt);
    }

    public static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Dose, route and rate as one text; null when none is known.</summary>
    public static string? Amount(Quantity? dose, string? route, Quantity? rate)
    {
        string?[] parts = [dose?.ToString(), route, rate?.ToString()];
        var known = string.Join(", ", parts.OfType<string>());
        return known.Length == 0 ? null : known;
    }

    public static string State(HandoverOrderState state) => state switch
    {
        HandoverOrderState.Ordered => "ordered",
        HandoverOrderState.Delivered => "delivered",
        HandoverOrderState.ReadBack => "read-back",
        HandoverOrderState.Done => "done",
        HandoverOrderState.NotDone => "not-done",
        _ => "withdrawn",
    };

    private static HandoverLine Of(PatientAge? age) => age switch
    {
        null => new("age", null),
        { Years: > 0 } a => new("age", $"{a.Years}", "a", Detail: a.Months > 0 ? $"{a.Months} mo" : null),
        { Months: > 0 } a => new("age", $"{a.Months}", "mo", Detail: a.Days > 0 ? $"{a.Days} d" : null),
        { } a => new("age", $"{a.Days}", "d"),
    };

    private static HandoverLine Of(CurrentScore score) => score.Result switch
    {
        { Status: ScoreStatus.Complete } r => new($"score.{score.Name}", r.Total is { } t ? Number(t) : r.Band, At: score.OldestAt, Detail: r.Band),
        { Status: ScoreStatus.NotApplicable } => new($"score.{score.Name}", "not-applicable"),
        { } r => new($"score.{score.Name}", null, At: score.OldestAt, Detail: string.Join(", ", r.Missing)),
        null => new($"score.{score.Name}", null, Detail: score.Rejection?.Detail),
    };

    private static IEnumerable<HandoverLine> Listed(string code, IReadOnlyList<string>? entries) => entries switch
    {
        null => [new(code, null)],
        { Count: 0 } => [new(code, "none")],
        _ => entries.Select(e => new HandoverLine(code, e)),
    };

    private static HandoverLine Moment(string code, DateTimeOffset? at) => new(code, at?.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture), At: at);

    private static string ClockWord(ClockState state) => state switch
    {
        ClockState.NotStarted => "not-started",
        ClockState.Running => "running",
        ClockState.Met => "met",
        ClockState.Missed => "missed",
        _ => "unknown",
    };
}
