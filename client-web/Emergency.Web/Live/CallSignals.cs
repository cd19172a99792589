using System.Text;
using Emergency.Contracts;
using Emergency.Domain;
using Emergency.Domain.Care;
using Emergency.Web.Hubs;
using Emergency.Web.Operations;

namespace Emergency.Web.Live;

/// <summary>
/// Names of those who set up calls: <c>vehicle:{ambulanceId}:{page}</c> and <c>user:{name}:{page}</c>. The server writes all but the
/// page, which is the sender's own word for its window.
/// </summary>
internal static class CallNames
{
    private const int MaxLength = 200;

    public static string OfVehicle(AmbulanceId id) => $"vehicle:{id}:";

    public static string OfUser(string name) => $"user:{name}:";

    /// <summary>The whole name of one whose own part is known. Of what the sender wrote only the last part counts; one that says nothing
    /// is named after its connection.</summary>
    public static string With(string own, string? written, string connection)
    {
        var page = written?.Split(':')[^1];
        return own + (WordId.IsValid(page) ? page : connection);
    }

    /// <summary>Whether a signal is for a side: it is for everybody, or names this side.</summary>
    public static bool IsFor(CallSignal signal, string own) => signal.To is null || signal.To.StartsWith(own, StringComparison.Ordinal);

    public static bool IsValidTo(string? to) => to is null || (to.Length <= MaxLength && to.All(c => c is > ' ' and <= '~'));
}

/// <summary>
/// How calls are set up between a vehicle and those who take part in its case: who may, and the way over the stream that every node
/// listens to. Nothing is kept.
/// </summary>
internal sealed class CallSignals(
    IClusterClient cluster, CountyProjection projection, AgentSessions agents, CareFeeds pages, WebMeters meters)
{
    /// <summary>The largest payload, bytes in UTF-8.</summary>
    public const int MaxPayloadBytes = 32 * 1024;

    private static readonly string[] Kinds = ["join", "leave", "offer", "answer", "candidate", "state"];

    /// <summary>What is wrong with a signal; null when nothing is.</summary>
    public static string? ProblemOf(CallSignal? signal)
    {
        if (signal is null || !WordId.IsValid(signal.CaseId.Value))
            return "the signal must name a case";
        if (signal.Kind is null || !Kinds.Contains(signal.Kind))
            return $"its kind must be one of {string.Join(", ", Kinds)}";
        if (!CallNames.IsValidTo(signal.To))
            return "its addressee must be a name of the call";
        return signal.Payload is null || Encoding.UTF8.GetByteCount(signal.Payload) > MaxPayloadBytes
            ? $"its payload must be there and have at most {MaxPayloadBytes} bytes"
            : null;
    }

    /// <summary>Whether the vehicle is on the case now.</summary>
    public bool IsOn(AmbulanceId vehicle, CaseId id) =>
        projection.FindCase(id) is { } view && view.Assignments.Any(part => part.Active && part.AmbulanceId == vehicle);

    /// <summary>Whether a user may take part in calls of the case: a physician, or one who has joined it.</summary>
    public bool TakesPart(PageUser user, CaseId id) => user.IsPhysician
        || (projection.FindCare(id)?.Participants.Any(one => one.User == user.Name && one.State == ParticipantState.Joined) ?? false);

    /// <summary>Tells every node, this one too.</summary>
    public Task Publish(CallSignal signal)
    {
        meters.SignalPassed();
        var stream = cluster.GetStreamProvider(LiveStreams.Provider).GetStream<CallSignal>(StreamId.Create(LiveStreams.Signals, CountyKey.Value));
        return stream.OnNextAsync(signal);
    }

    /// <summary>Passes a signal from the stream on to those of its case who are connected here.</summary>
    public void Deliver(CallSignal signal)
    {
        agents.Offer(signal, vehicle => IsOn(vehicle, signal.CaseId));
        pages.Offer(signal, user => TakesPart(user, signal.CaseId));
    }
}
