using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Emergency.Domain;

/// <summary>
/// The stable names of an event hierarchy, read from its <see cref="JsonDerivedTypeAttribute"/>s: what the journal and the
/// timeline call an event whatever the class is named today.
/// </summary>
/// <typeparam name="TEvent">The base of the hierarchy.</typeparam>
public static class EventKind<TEvent>
    where TEvent : class
{
    private static readonly FrozenDictionary<Type, string> Kinds = typeof(TEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(a => a.DerivedType, a => (string)a.TypeDiscriminator!);

    private static readonly FrozenDictionary<string, Type> Types = Kinds.ToFrozenDictionary(p => p.Value, p => p.Key);

    /// <summary>Every kind, in no order.</summary>
    public static IEnumerable<string> All => Types.Keys;

    /// <summary>The name of this event's kind, such as <c>case-opened</c>.</summary>
    public static string Of(TEvent happened) => Kinds[happened.GetType()];

    /// <summary>The name of a class of events.</summary>
    public static string Of(Type type) => Kinds[type];

    /// <summary>The class of a kind; null when this build does not know it.</summary>
    public static Type? TypeOf(string kind) => Types.GetValueOrDefault(kind);
}
