using System.Collections.Immutable;
using Emergency.Domain;

namespace Emergency.Contracts;

/// <summary>A patient's bedside as a page begins to watch it.</summary>
/// <param name="Care">The clinical record.</param>
/// <param name="Vitals">The newest vitals.</param>
/// <param name="Ecg">The live ECG of the last seconds, oldest first.</param>
public sealed record CareSnapshot(DateTimeOffset ServerTime, CareView Care, ImmutableArray<NewestVitals> Vitals, ImmutableArray<LiveEcg> Ecg);

/// <summary>A stretch of live ECG as pages get it.</summary>
/// <param name="Dropped">Blocks that this page was not sent since the last one, because it did not keep up; shown as a gap.</param>
public sealed record EcgPush(LiveEcg Block, int Dropped);

/// <summary>What the server tells a page at <c>/hubs/care</c>.</summary>
public interface ICareClient
{
    /// <summary>Newer vitals of a watched case.</summary>
    Task Vitals(NewestVitals vitals);

    /// <summary>Live ECG of a watched case.</summary>
    Task Ecg(EcgPush push);

    /// <summary>The clinical record of a watched case changed; an older version is to be ignored.</summary>
    Task Care(CareView care);

    /// <summary>Somebody on a joined case sets up a video or voice connection.</summary>
    Task Signal(CallSignal signal);

    /// <summary>Sent each second, so that silence is known to be a fault.</summary>
    Task Beat(DateTimeOffset serverTime);
}

/// <summary>What a page may ask at <c>/hubs/care</c>; commands go over the REST API.</summary>
public interface ICareHub
{
    /// <summary>Begins to watch a case, at most <see cref="MaxWatched"/> at once; null when there is no such case.</summary>
    Task<CareSnapshot?> Watch(CaseId caseId);

    /// <summary>Watches it no more.</summary>
    Task Unwatch(CaseId caseId);

    /// <summary>Passes a signal on to the vehicle and the others on the case; the server writes the sender.</summary>
    Task Signal(CallSignal signal);

    /// <summary>The most cases that one page watches.</summary>
    public const int MaxWatched = 32;
}
