using Orleans.Runtime;

namespace Orleans;

/// <summary>Names and references of grains.</summary>
public static class GrainExtensions
{
    /// <summary>The full name of a grain or of the grain behind a reference.</summary>
    /// <exception cref="ArgumentException">The object is neither.</exception>
    public static GrainId GetGrainId(this IAddressable grain) => grain switch
    {
        null => throw new ArgumentNullException(nameof(grain)),
        GrainReference reference => reference.GrainId,
        IGrainBase activation => activation.GrainContext.GrainId,
        _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one", nameof(grain)),
    };

    /// <summary>The key of a grain that is named by a string.</summary>
    public static string GetPrimaryKeyString(this IAddressable grain) => grain.GetGrainId().Key.ToString();

    /// <summary>The key of a grain that is named by a GUID.</summary>
    /// <exception cref="InvalidOperationException">The key is no GUID.</exception>
    public static Guid GetPrimaryKey(this IAddressable grain) =>
        Guid.TryParseExact(grain.GetGrainId().Key.ToString(), "N", out var key) ? key : throw WrongKey(grain, "a GUID");

    /// <summary>The key of a grain that is named by a number.</summary>
    /// <exception cref="InvalidOperationException">The key is no number.</exception>
    public static long GetPrimaryKeyLong(this IAddressable grain) =>
        long.TryParse(grain.GetGrainId().Key.ToString(), System.Globalization.NumberStyles.HexNumber, null, out var key)
            ? key
            : throw WrongKey(grain, "a number");

    /// <summary>A reference to the grain under one of its interfaces; within a grain, how it hands out itself.</summary>
    public static TGrainInterface AsReference<TGrainInterface>(this IAddressable grain)
    {
        var reference = grain switch
        {
            null => throw new ArgumentNullException(nameof(grain)),
            GrainReference self => self,
            IGrainBase activation => activation.GrainContext.GrainReference,
            _ => throw new ArgumentException($"{grain.GetType()} is neither a grain nor a reference to one", nameof(grain)),
        };
        return reference is TGrainInterface already ? already : reference.Cast<TGrainInterface>();
    }

    /// <inheritdoc cref="AsReference{TGrainInterface}"/>
    public static TGrainInterface Cast<TGrainInterface>(this IAddressable grain) => grain.AsReference<TGrainInterface>();

    private static InvalidOperationException WrongKey(IAddressable grain, string expected) =>
        new($"the key of {grain.GetGrainId()} is not {expected}");
}
