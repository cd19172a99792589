using System.Text.Json;
using System.Text.Json.Serialization;
using Emergency.Domain;
using Emergency.Journal;

namespace Emergency.Grains.Persistence;

/// <summary>
/// How the events of one aggregate stand in the journal: the kind beside, the members as camel-case JSON, nulls left out.
/// A kind that this build does not know stops the reading: better no case than a wrong one.
/// </summary>
/// <typeparam name="TEvent">The base of the hierarchy; its kinds are those of <see cref="EventKind{TEvent}"/>.</typeparam>
internal static class EventCodec<TEvent>
    where TEvent : class
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = false,
    };

    public static JournalEvent Write(TEvent happened) =>
        new(EventKind<TEvent>.Of(happened), JsonSerializer.SerializeToUtf8Bytes(happened, happened.GetType(), Options));

    /// <exception cref="JournalCorruptException">The kind is unknown, or the payload is not of its kind.</exception>
    public static TEvent Read(JournalEntry entry)
    {
        if (EventKind<TEvent>.TypeOf(entry.Kind) is not { } type)
            throw new JournalCorruptException($"{entry.Stream} entry {entry.Version}: this version knows no event '{entry.Kind}'");
        try
        {
            return (TEvent)JsonSerializer.Deserialize(entry.Payload.Span, type, Options)!;
        }
        catch (JsonException reason)
        {
            throw new JournalCorruptException($"{entry.Stream} entry {entry.Version}: not a '{entry.Kind}': {reason.Message}", reason);
        }
    }
}
