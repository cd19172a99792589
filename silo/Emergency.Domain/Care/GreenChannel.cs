using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Emergency.Domain.Clocks;

namespace Emergency.Domain.Care;

/// <summary>Something that happened on a channel.</summary>
/// <param name="Origin">The fact that it was taken from, such as <c>milestone:as-1</c> or <c>ecg:e1</c>; null when somebody said it.</param>
/// <param name="ClaimedAt">The time that was said, where it had to be moved; else null.</param>
public sealed record ChannelMoment(
    ChannelEvent Event, DateTimeOffset At, DateTimeOffset RecordedAt, string Actor, FactSource Source, HospitalId? HospitalId = null,
    string? Reason = null, string? Origin = null, DateTimeOffset? ClaimedAt = null);

/// <summary>The pre-arrival notice to a hospital.</summary>
public sealed record ChannelNotice(HospitalId HospitalId, DateTimeOffset SentAt, DateTimeOffset? AcknowledgedAt = null, string? AcknowledgedBy = null);

/// <summary>A green channel of one patient. Immutable.</summary>
public sealed record GreenChannel(string Id, ChannelKind Kind, PatientId PatientId, DateTimeOffset OpenedAt, string OpenedBy)
{
    /// <summary>Everything that was recorded, oldest record first; of each event the last one counts.</summary>
    public ImmutableList<ChannelMoment> Moments { get; init; } = [];

    /// <summary>Where it leads; null while not decided.</summary>
    public HospitalId? HospitalId { get; init; }

    /// <summary>The last notice; null while none was sent.</summary>
    public ChannelNotice? Notice { get; init; }

    /// <summary>What was told of its clocks already (<see cref="AlertOf"/>).</summary>
    public ImmutableHashSet<string> Alerts { get; init; } = [];

    public DateTimeOffset? ClosedAt { get; init; }

    public string? CloseReason { get; init; }

    [JsonIgnore]
    public bool IsOpen => ClosedAt is null;

    /// <summary>
    /// Whether the patient comes by transfer: the first medical contact was at a clinic or health centre, that is, somebody at a desk said it,
    /// not the crew of an ambulance.
    /// </summary>
    [JsonIgnore]
    public bool IsTransfer => Find(ChannelEvent.FirstMedicalContact) is { Origin: null, Source: FactSource.Desk };

    /// <summary>The notice to where it leads now; null while that hospital was not told.</summary>
    [JsonIgnore]
    public ChannelNotice? CurrentNotice => Notice is { } sent && sent.HospitalId == HospitalId ? sent : null;

    /// <summary>The word under which an alert of a clock is remembered: its name, with <c>!</c> when it was missed.</summary>
    public static string AlertOf(string clock, bool missed) => missed ? clock + "!" : clock;

    /// <summary>What counts of one event; null while it has not happened.</summary>
    public ChannelMoment? Find(ChannelEvent happened) => Moments.FindLast(m => m.Event == happened);

    /// <summary>When an event happened; null while it has not.</summary>
    public DateTimeOffset? TimeOf(ChannelEvent happened) => Find(happened)?.At;

    /// <summary>What counts now, in the order in which it happened.</summary>
    public IEnumerable<ChannelMoment> Course() => Moments.GroupBy(m => m.Event).Select(g => g.Last()).OrderBy(m => m.At).ThenBy(m => m.Event);
}

/// <summary>The clocks of a green channel, from what really happened on it.</summary>
public static class ChannelClocks
{
    private static readonly ImmutableDictionary<ChannelKind, ImmutableArray<string>> ByKind = ImmutableDictionary.CreateRange(
    [
        KeyValuePair.Create<ChannelKind, ImmutableArray<string>>(
            ChannelKind.ChestPain, ["first-ecg", "ecg-read", "cath-lab-activation", "fmc-to-device", "door-to-balloon"]),
        KeyValuePair.Create<ChannelKind, ImmutableArray<string>>(ChannelKind.Stroke, ["door-to-needle"]),
    ]);

    /// <summary>The clocks that the kind of channel has, in the order of the pathway. Trauma, maternal and child channels have none yet.</summary>
    /// <param name="isOver">Nothing more is expected of the channel or its case.</param>
    public static IReadOnlyList<ClockReading> Read(GreenChannel channel, DateTimeOffset now, bool isOver, ClockTable? table = null)
    {
        if (!ByKind.TryGetValue(channel.Kind, out var names)) return [];
        return
        [
            .. (table ?? ClockTable.Default).Clinical.Where(c => names.Contains(c.Name)).Select(c => ClockReader.Read(
                c, TimeOf(channel, c.From), TimeOf(channel, c.To), now, isOver || !channel.IsOpen, channel.IsTransfer ? c.TransferTarget : null)),
        ];
    }

    /// <summary>When a clock that runs warns; null when it does not run.</summary>
    public static DateTimeOffset? WarnsAt(ClockReading reading, ClockTable? table = null) =>
        reading.State is ClockState.Running && (table ?? ClockTable.Default).Clinical.FirstOrDefault(c => c.Name == reading.Name) is { } clock
            ? reading.From + (reading.Target * clock.WarnAt)
            : null;

    private static DateTimeOffset? TimeOf(GreenChannel channel, ClockPoint point) => point switch
    {
        ClockPoint.FirstMedicalContact => channel.TimeOf(ChannelEvent.FirstMedicalContact),
        ClockPoint.EcgAcquired => channel.TimeOf(ChannelEvent.EcgAcquired),
        ClockPoint.EcgConfirmed => channel.TimeOf(ChannelEvent.EcgConfirmed),
        ClockPoint.CathLabActivated => channel.TimeOf(ChannelEvent.CathLabActivated),
        ClockPoint.CathLabReady => channel.TimeOf(ChannelEvent.CathLabReady),
        ClockPoint.Door => channel.TimeOf(ChannelEvent.Door),
        ClockPoint.Device => channel.TimeOf(ChannelEvent.Device),
        ClockPoint.Needle => channel.TimeOf(ChannelEvent.Needle),
        _ => null,
    };
}
