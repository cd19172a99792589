using System.Collections.Immutable;
using Emergency.Contracts;

namespace Emergency.Web.Live;

/// <summary>The newest facts of this node, numbered from 1 without gaps. Not safe for several threads: its owner locks.</summary>
/// <param name="capacity">How many are kept; older ones are overwritten.</param>
internal sealed class FactRing(int capacity)
{
    private readonly Fact[] _facts = new Fact[capacity];

    /// <summary>The newest fact's number; 0 before the first.</summary>
    public long Version { get; private set; }

    public void Append(Fact fact)
    {
        Version++;
        _facts[Version % capacity] = fact;
    }

    /// <summary>Copies the facts after a number, oldest first.</summary>
    /// <returns>False when some of them are gone.</returns>
    public bool TryRead(long after, int most, out ImmutableArray<Fact> facts)
    {
        facts = [];
        if (after > Version || Version - after > capacity)
            return false;
        var count = (int)Math.Min(most, Version - after);
        var copy = ImmutableArray.CreateBuilder<Fact>(count);
        for (var number = after + 1; number <= after + count; number++)
            copy.Add(_facts[number % capacity]);
        facts = copy.MoveToImmutable();
        return true;
    }
}
