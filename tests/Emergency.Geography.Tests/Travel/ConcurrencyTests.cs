using System.Collections.Concurrent;

namespace Emergency.Geography.Tests.Travel;

/// <summary>One engine asked by many threads at once.</summary>
public class ConcurrencyTests
{
    [Fact]
    public void Between_ManyThreads_EachGetsItsOwnAnswer()
    {
        const int Questions = 4_000_000;
        var world = World.Parse("A-B 60s, B-C 30s, C-D 45s");
        (RoadPlace From, RoadPlace To)[] pairs =
        [
            (world.Place("A"), world.Place("A")), (world.Place("A"), world.Place("B")), (world.Place("A"), world.Place("D")),
        ];
        var alone = pairs.Select(p => world.Times.Between(p.From, p.To, TravelProfile.Siren)).ToArray();
        var wrong = new ConcurrentBag<string>();

        Parallel.For(0, Questions, new ParallelOptions { MaxDegreeOfParallelism = 32 }, i =>
        {
            var which = i % pairs.Length;
            var answer = world.Times.Between(pairs[which].From, pairs[which].To, TravelProfile.Siren);
            if (answer != alone[which]) wrong.Add($"{answer} instead of {alone[which]}");
        });

        wrong.ShouldBeEmpty();
    }
}
