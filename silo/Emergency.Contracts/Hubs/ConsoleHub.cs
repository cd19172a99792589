using System.Collections.Immutable;

namespace Emergency.Contracts;

/// <summary>A fact that consoles must all learn, once and in order. Exactly one of the members is set.</summary>
public sealed record Fact(
    CaseView? Case = null,
    UnitView? Unit = null,
    HospitalView? Hospital = null,
    AlarmsView? Alarms = null,
    RoadConditionsView? Roads = null,
    RelocationsView? Relocations = null,
    CareView? Care = null);

/// <summary>Facts <paramref name="From"/> (exclusive) to <paramref name="To"/> of one node's sequence.
/// A console that stands elsewhere than at <paramref name="From"/> subscribes anew.</summary>
public sealed record FactBatch(long From, long To, DateTimeOffset At, ImmutableArray<Fact> Facts);

/// <summary>The newest position of each unit that moved since the last batch; older ones were dropped on purpose.</summary>
public sealed record PositionBatch(DateTimeOffset At, ImmutableArray<UnitPosition> Positions);

/// <summary>The newest vitals of each patient whose vitals changed since the last batch; older ones were dropped on purpose.</summary>
public sealed record NewestVitalsBatch(DateTimeOffset At, ImmutableArray<NewestVitals> Patients);

/// <summary>Sent at a steady pace, so that silence is known to be a fault.</summary>
/// <param name="ServerTime">The server's clock.</param>
/// <param name="Version">The newest fact's number: a console that has fewer has missed some.</param>
/// <param name="ClockSpeed">Seconds of the server's clock per second; 1 but in demonstrations.</param>
/// <param name="Degraded">What does not work now, as kebab-case words; empty when all does.</param>
public sealed record Beat(DateTimeOffset ServerTime, long Version, double ClockSpeed, ImmutableArray<string> Degraded);

/// <summary>Everything a console shows, at one version.</summary>
public sealed record ConsoleSnapshot(
    long Version,
    DateTimeOffset ServerTime,
    double ClockSpeed,
    CountyInfo County,
    ImmutableArray<CaseView> Cases,
    ImmutableArray<UnitView> Units,
    ImmutableArray<HospitalView> Hospitals,
    CoverageView? Coverage,
    ImmutableArray<string> Degraded,
    AlarmsView? Alarms = null,
    RoadConditionsView? Roads = null,
    RelocationsView? Relocations = null,
    ImmutableArray<CareView>? Care = null,
    ImmutableArray<NewestVitals>? Vitals = null);

/// <summary>What the server tells a console at <c>/hubs/console</c>.</summary>
public interface IConsoleClient
{
    Task Facts(FactBatch batch);

    Task Positions(PositionBatch batch);

    Task Vitals(NewestVitalsBatch batch);

    Task Coverage(CoverageView coverage);

    Task Beat(Beat beat);
}

/// <summary>What a console may ask at <c>/hubs/console</c>; commands go over the REST API.</summary>
public interface IConsoleHub
{
    /// <summary>Starts the facts for this connection and answers everything as it stands; asked again after a gap.</summary>
    Task<ConsoleSnapshot> Subscribe();
}
