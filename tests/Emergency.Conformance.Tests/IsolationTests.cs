using System.Collections.Immutable;
using Orleans.Serialization;

namespace Emergency.Conformance.Tests;

[GenerateSerializer, Alias("conformance.Box")]
public class Box
{
    [Id(0)]
    public int Value { get; set; }

    [Id(1)]
    public List<string> Words { get; set; } = [];

    [Id(2)]
    public Box? Other { get; set; }

    /// <summary>Has no id and says so; it stays behind.</summary>
    [field: NonSerialized]
    public string? Private { get; set; }
}

[GenerateSerializer, Alias("conformance.LabelledBox")]
public sealed class LabelledBox : Box
{
    [Id(0)]
    public string Label { get; set; } = "";
}

[GenerateSerializer, Immutable, Alias("conformance.FrozenBox")]
public sealed class FrozenBox
{
    [Id(0)]
    public int[] Values { get; set; } = [];
}

[GenerateSerializer, Alias("conformance.Point")]
public readonly record struct Point([property: Id(0)] double X, [property: Id(1)] double Y);

[GenerateSerializer, Alias("conformance.Route")]
public sealed record Route([property: Id(0)] string Name, [property: Id(1)] IReadOnlyList<Point> Points, [property: Id(2)] Point? Via);

/// <summary>A type that knows nothing of grains.</summary>
public sealed class Foreign(int value)
{
    public int Value { get; set; } = value;
}

[GenerateSerializer, Alias("conformance.ForeignSurrogate")]
public struct ForeignSurrogate
{
    [Id(0)]
    public int Value { get; set; }
}

[RegisterConverter]
public sealed class ForeignConverter : IConverter<Foreign, ForeignSurrogate>
{
    public Foreign ConvertFromSurrogate(in ForeignSurrogate surrogate) => new(surrogate.Value);

    public ForeignSurrogate ConvertToSurrogate(in Foreign value) => new() { Value = value.Value };
}

/// <summary>A type that nobody taught to travel.</summary>
public sealed class Stranger
{
    public int Value { get; set; }
}

public interface IKeepingGrain : IGrainWithStringKey
{
    Task Keep(Box box);

    Task<Box> Kept();

    Task<bool> AreSame(Box first, Box second);

    Task<int[]> KeepFrozen(FrozenBox frozen);

    Task<int> KeepParameter([Immutable] int[] values);

    Task<int> Sum(List<int> values, Dictionary<string, int[]> more, HashSet<int> set, ImmutableArray<int> fixedOnes);

    Task<Route> Echo(Route route);

    Task<object> EchoAny(object value);

    Task KeepForeign(Foreign foreign);

    Task<int> KeptForeign();

    Task<IKeepingGrain> Self();
}

public sealed class KeepingGrain : Grain, IKeepingGrain
{
    private Box _box = new();
    private Foreign _foreign = new(0);

    public Task Keep(Box box)
    {
        _box = box;
        return Task.CompletedTask;
    }

    public Task<Box> Kept() => Task.FromResult(_box);

    public Task<bool> AreSame(Box first, Box second) =>
        Task.FromResult(ReferenceEquals(first, second) && ReferenceEquals(first.Other, first));

    public Task<int[]> KeepFrozen(FrozenBox frozen) => Task.FromResult(frozen.Values);

    public Task<int> KeepParameter(int[] values) => Task.FromResult(values.Length);

    public Task<int> Sum(List<int> values, Dictionary<string, int[]> more, HashSet<int> set, ImmutableArray<int> fixedOnes)
    {
        var sum = values.Sum() + more.Values.Sum(v => v.Sum()) + set.Sum() + fixedOnes.Sum();
        values.Clear();
        more.Clear();
        set.Clear();
        return Task.FromResult(sum);
    }

    public Task<Route> Echo(Route route) => Task.FromResult(route);

    public Task<object> EchoAny(object value) => Task.FromResult(value);

    public Task KeepForeign(Foreign foreign)
    {
        _foreign = foreign;
        return Task.CompletedTask;
    }

    public Task<int> KeptForeign() => Task.FromResult(_foreign.Value);

    public Task<IKeepingGrain> Self() => Task.FromResult(this.AsReference<IKeepingGrain>());
}

public sealed class IsolationTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private IKeepingGrain Grain(string key) => shared.Grains.GetGrain<IKeepingGrain>(key);

    [Fact]
    public async Task Argument_ChangedByCallerAfterwards_StaysTheSameInTheGrain()
    {
        var box = new Box { Value = 1, Words = ["a"] };
        await Grain("argument").Keep(box);

        box.Value = 2;
        box.Words.Add("b");

        var kept = await Grain("argument").Kept();
        kept.Value.ShouldBe(1);
        kept.Words.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Result_ChangedByCaller_StaysTheSameInTheGrain()
    {
        await Grain("result").Keep(new Box { Words = ["a"] });

        (await Grain("result").Kept()).Words.Add("b");

        (await Grain("result").Kept()).Words.ShouldBe(["a"]);
    }

    [Fact]
    public async Task Member_WithoutId_StaysBehind()
    {
        await Grain("private").Keep(new Box { Value = 3, Private = "secret" });

        var kept = await Grain("private").Kept();
        kept.Value.ShouldBe(3);
        kept.Private.ShouldBeNull();
    }

    [Fact]
    public async Task Argument_OfDerivedType_KeepsItsType()
    {
        await Grain("derived").Keep(new LabelledBox { Value = 1, Label = "x" });

        (await Grain("derived").Kept()).ShouldBeOfType<LabelledBox>().Label.ShouldBe("x");
    }

    [Fact]
    public async Task Object_TwiceInOneMessage_StaysOneObject()
    {
        var box = new Box();
        box.Other = box;

        (await Grain("same").AreSame(box, box)).ShouldBeTrue();
    }

    [Fact]
    public async Task Collections_ChangedByTheGrain_StayTheSameForTheCaller()
    {
        List<int> values = [1, 2];
        Dictionary<string, int[]> more = new() { ["a"] = [3], ["b"] = [4, 5] };
        HashSet<int> set = [6];

        (await Grain("collections").Sum(values, more, set, [7])).ShouldBe(28);

        values.ShouldBe([1, 2]);
        more.Count.ShouldBe(2);
        set.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Records_AndStructs_ArriveEqual()
    {
        var route = new Route("r", new List<Point> { new(1, 2), new(3, 4) }, new Point(5, 6));

        var echo = await Grain("records").Echo(route);

        echo.Name.ShouldBe("r");
        echo.Points.ShouldBe(route.Points);
        echo.Via.ShouldBe(route.Via);
    }

    [Fact]
    public async Task Values_OfKnownTypes_TravelAsObjects()
    {
        object[] values = [1, "a", 2.5m, DayOfWeek.Friday, Guid.Empty, TimeSpan.FromDays(1), DateTimeOffset.UnixEpoch, new Point(1, 2)];
        foreach (var value in values)
            (await Grain("objects").EchoAny(value)).ShouldBe(value);
        (await Grain("objects").EchoAny(new[] { 1, 2 })).ShouldBeOfType<int[]>().ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Foreign_WithConverter_IsIsolatedToo()
    {
        var foreign = new Foreign(1);
        await Grain("foreign").KeepForeign(foreign);

        foreign.Value = 2;

        (await Grain("foreign").KeptForeign()).ShouldBe(1);
    }

    [Fact]
    public async Task Stranger_WithoutSerializer_IsRefused() =>
        await Should.ThrowAsync<CodecNotFoundException>(() => Grain("stranger").EchoAny(new Stranger()));

    [Fact]
    public async Task Immutables_AreTaken()
    {
        (await Grain("frozen").KeepFrozen(new FrozenBox { Values = [1, 2, 3] })).ShouldBe([1, 2, 3]);
        (await Grain("frozen").KeepParameter([1, 2])).ShouldBe(2);
    }

    [Fact]
    public async Task Reference_InAnswer_IsUsable()
    {
        var self = await Grain("self").Self();

        self.GetPrimaryKeyString().ShouldBe("self");
        self.ShouldBe(Grain("self"));
        await self.Keep(new Box { Value = 9 });
        (await Grain("self").Kept()).Value.ShouldBe(9);
    }
}
