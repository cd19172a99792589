using System.Diagnostics.Metrics;
using System.Text.Json;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Web.Hubs;
using Emergency.Web.Live;

namespace Emergency.Web.Operations;

/// <summary>What is measured when somebody asks: the county as this node sees it, and who is connected.</summary>
internal sealed class WebGauges(
    IMeterFactory meters,
    CountyProjection projection,
    ProjectionStatus status,
    ConsoleFeeds consoles,
    CareFeeds bedsides,
    AgentSessions agents,
    DegradedWords degraded) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(WebMeters.Name);
        meter.CreateObservableGauge("emergency.cases.open", OpenCases, description: "Open cases by priority.");
        meter.CreateObservableGauge("emergency.units", Units, description: "Units by duty.");
        meter.CreateObservableGauge("emergency.units.linked", Links, description: "Units by the state of their link.");
        meter.CreateObservableGauge("emergency.coverage.share", Coverage, description: "Share of people reached in time, 0 to 1.");
        meter.CreateObservableGauge(
            "emergency.projection.age", () => status.Age?.TotalSeconds ?? double.NaN, "s", "Since the view was compared with the grains.");
        meter.CreateObservableGauge("emergency.projection.version", () => projection.Version, description: "The newest fact of this node.");
        meter.CreateObservableGauge("emergency.consoles", () => consoles.Count, description: "Connected consoles.");
        meter.CreateObservableGauge("emergency.bedside_pages", () => bedsides.Count, description: "Connected bedside pages.");
        meter.CreateObservableGauge("emergency.orders.open", OpenOrders, description: "Physicians' orders that are neither done nor given up, by state.");
        meter.CreateObservableGauge("emergency.orders.escalated", EscalatedOrders, description: "Open orders that stay without an answer.");
        meter.CreateObservableGauge("emergency.vital_alarms", VitalAlarms, description: "Vital alarms that hold, by level and whether somebody has seen them.");
        meter.CreateObservableGauge("emergency.channels.open", OpenChannels, description: "Open green channels by kind.");
        meter.CreateObservableGauge("emergency.agents", () => agents.Count, description: "Connected vehicles.");
        meter.CreateObservableGauge("emergency.degraded", Degraded, description: "1 for each thing that does not work now.");
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private IEnumerable<Measurement<int>> OpenCases()
    {
        var open = projection.OpenPriorities();
        return Enum.GetValues<Priority>().Select(priority =>
            new Measurement<int>(open.Count(other => other == priority), Tag("priority", priority.ToString())));
    }

    private IEnumerable<Measurement<int>> Units()
    {
        var duties = projection.Duties();
        return Enum.GetValues<UnitDuty>().Select(duty =>
            new Measurement<int>(duties.Count(other => other == duty), Tag("duty", duty.ToString())));
    }

    private IEnumerable<Measurement<int>> Links()
    {
        var links = projection.Links();
        return Enum.GetValues<LinkState>().Select(state =>
            new Measurement<int>(links.Count(other => other == state), Tag("link", state.ToString())));
    }

    private IEnumerable<Measurement<int>> OpenOrders()
    {
        var orders = projection.CareViews().SelectMany(view => view.Orders).ToArray();
        return new[] { OrderState.Ordered, OrderState.Delivered, OrderState.ReadBack }.Select(state =>
            new Measurement<int>(orders.Count(order => order.State == state), Tag("state", JsonNamingPolicy.KebabCaseLower.ConvertName(state.ToString()))));
    }

    private int EscalatedOrders() => projection.CareViews().SelectMany(view => view.Orders).Count(order => order.EscalatedAt is not null);

    private IEnumerable<Measurement<int>> VitalAlarms() => projection.CareViews()
        .SelectMany(view => view.Alarms)
        .Where(alarm => alarm.EndedAt is null)
        .GroupBy(alarm => (alarm.Level, Seen: alarm.AcknowledgedAt is not null))
        .Select(group => new Measurement<int>(group.Count(), Tag("level", group.Key.Level), Tag("seen", group.Key.Seen ? "yes" : "no")));

    private IEnumerable<Measurement<int>> OpenChannels()
    {
        var open = projection.CareViews().SelectMany(view => view.Channels).Where(channel => channel.ClosedAt is null).ToArray();
        return Enum.GetValues<ChannelKind>().Select(kind =>
            new Measurement<int>(open.Count(channel => channel.Kind == kind), Tag("kind", JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString()))));
    }

    private IEnumerable<Measurement<double>> Coverage()
    {
        if (projection.Coverage is not { } coverage)
            yield break;
        foreach (var (area, view) in new[] { ("urban", coverage.Urban), ("rural", coverage.Rural) })
        {
            if (view.Share is { } once)
                yield return new Measurement<double>(once, Tag("area", area), Tag("units", "1"));
            if (view.Population > 0)
                yield return new Measurement<double>(view.CoveredTwice / view.Population, Tag("area", area), Tag("units", "2"));
        }
    }

    private IEnumerable<Measurement<int>> Degraded() => degraded.Now.Select(word => new Measurement<int>(1, Tag("what", word)));

    private static KeyValuePair<string, object?> Tag(string name, string value) => new(name, value);
}
