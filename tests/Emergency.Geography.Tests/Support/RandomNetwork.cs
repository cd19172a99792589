namespace Emergency.Geography.Tests;

/// <summary>Random networks with one-ways, parallel roads, roads with shape, dead ends and parts that cannot be left or entered.</summary>
internal static class RandomNetwork
{
    public static (RoadNetwork Network, Reference Reference) Create(int seed, int nodes = 60, double roadsPerNode = 1.6)
    {
        var random = new Random(seed);
        var builder = new RoadNetworkBuilder();
        var reference = new Reference();
        var spots = Enumerable.Range(0, nodes).Select(_ => (X: random.NextDouble() * 8_000, Y: random.NextDouble() * 8_000)).ToArray();
        var indexes = spots.Select((s, i) => builder.AddNode(World.At(s.X, s.Y), i)).ToArray();
        for (var i = 0; i < nodes * roadsPerNode; i++)
        {
            var (from, to) = (random.Next(nodes), random.Next(nodes));
            var (forward, backward) = (Times(random), random.Next(3) == 0 ? Times(random) : (DriveTimes?)null);
            builder.AddRoad(new RoadDraft
            {
                From = indexes[from],
                To = indexes[to],
                Class = (RoadClass)random.Next(8),
                Length = new Metres(random.Next(1, 5_000)),
                Forward = forward,
                Backward = backward,
                Shape = [.. Enumerable.Range(0, random.Next(3)).Select(_ => World.At(random.NextDouble() * 8_000, random.NextDouble() * 8_000))],
            });
            reference.Arc($"{from}", $"{to}", (long)forward.Siren.TotalMilliseconds);
            if (backward is { } back)
            {
                reference.Arc($"{to}", $"{from}", (long)back.Siren.TotalMilliseconds);
            }
        }

        return (builder.Build(), reference);
    }

    private static DriveTimes Times(Random random)
    {
        // Few different values, so that ways of equal time are common.
        var seconds = random.Next(1, 6) * 10;
        return new DriveTimes(TimeSpan.FromSeconds(seconds), TimeSpan.FromSeconds(seconds * 2));
    }
}
