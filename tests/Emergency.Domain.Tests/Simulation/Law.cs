namespace Emergency.Domain.Tests.Simulation;

/// <summary>A cheap assertion for laws that are checked millions of times.</summary>
internal static class Law
{
    public static void Holds(bool law, string name, string because)
    {
        if (!law)
            throw new ShouldAssertException($"broken: {name} ({because})");
    }

    public static void Unique<T>(IEnumerable<T> values, string name, string because)
    {
        var seen = new HashSet<T>();
        foreach (var value in values)
            Holds(seen.Add(value), $"{name}: {value} twice", because);
    }

    public static void Ascending<T>(IEnumerable<T> values, string name, string because)
    {
        var list = values.ToList();
        Holds(list.SequenceEqual(list.Order()), name, because);
    }
}
