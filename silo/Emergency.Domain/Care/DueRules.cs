namespace Emergency.Domain.Care;

/// <summary>What time alone brings about: orders without an answer, orders too old to deliver, clocks that run out, channels that nobody closed.</summary>
internal static class DueRules
{
    /// <summary>A channel that is still open this long after it was opened is closed once its case has ended.</summary>
    private static readonly TimeSpan ChannelOpenFor = TimeSpan.FromHours(12);

    public static Decision<CareEvent> Pass(CareRecord state, PassTime c, DateTimeOffset now)
    {
        var events = new List<CareEvent>();
        var (actor, source) = (FactAuthor.System.Actor, FactAuthor.System.Source);
        foreach (var order in state.Orders)
        {
            if (order.ExpiresAt(c.Times) <= now)
                events.Add(new OrderWithdrawn(now, now, actor, source, order.Id, $"not delivered within {c.Times.ValidFor.TotalMinutes:0.#} minutes"));
            else if (DueOf(order, c.Times) is { } due && due <= now)
                events.Add(new OrderEscalated(now, now, actor, source, order.Id, order.State, due));
        }

        foreach (var channel in state.Channels.Where(n => n.IsOpen))
        {
            events.AddRange(ClocksOf(channel, now).Where(k => k.At <= now).GroupBy(k => k.Clock).Select(g => g.Last())
                .Select(k => new ChannelClockAlerted(now, now, actor, source, channel.Id, k.Clock, k.DueAt, k.Missed)));
            if (c.CaseIsOver && channel.OpenedAt + ChannelOpenFor <= now)
                events.Add(new ChannelClosed(now, now, actor, source, channel.Id, "nothing more was recorded"));
        }

        return Decision<CareEvent>.Accept(events);
    }

    public static DateTimeOffset? Next(CareRecord state, OrderTimes times, DateTimeOffset now, bool caseIsOver)
    {
        var orders = state.Orders.SelectMany(o => new[] { DueOf(o, times), o.ExpiresAt(times) });
        var open = state.Channels.Where(c => c.IsOpen).ToList();
        var clocks = open.SelectMany(c => ClocksOf(c, now)).Select(k => (DateTimeOffset?)k.At);
        var ends = open.Where(_ => caseIsOver).Select(c => (DateTimeOffset?)(c.OpenedAt + ChannelOpenFor));
        return orders.Concat(clocks).Concat(ends).Min();
    }

    private static DateTimeOffset? DueOf(CareOrder order, OrderTimes times) => order.OpenEscalation is null ? order.DueAt(times) : null;

    /// <summary>What is still to be told of a channel's running clocks, and when, the warning before the miss.</summary>
    private static IEnumerable<(string Clock, DateTimeOffset At, DateTimeOffset DueAt, bool Missed)> ClocksOf(GreenChannel channel, DateTimeOffset now)
    {
        foreach (var reading in ChannelClocks.Read(channel, now, isOver: false).Where(r => r.IsCounting))
        {
            var due = reading.From!.Value + reading.Target;
            var missed = GreenChannel.AlertOf(reading.Name, missed: true);
            if (channel.Alerts.Contains(missed)) continue;
            if (ChannelClocks.WarnsAt(reading) is { } warns && !channel.Alerts.Contains(GreenChannel.AlertOf(reading.Name, missed: false)))
                yield return (reading.Name, warns, due, false);
            // A target that is reached to the tick is met: it is missed just after.
            yield return (reading.Name, due + TimeSpan.FromMilliseconds(1), due, true);
        }
    }
}
