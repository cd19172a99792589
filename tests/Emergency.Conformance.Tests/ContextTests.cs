namespace Emergency.Conformance.Tests;

public interface IContextGrain : IGrainWithStringKey
{
    Task<string?> Get(string key);

    Task<string?> GetThrough(string other, string key);

    Task Set(string key, string value);

    Task<string?> SetWithoutAwait(string key, string value);

    Task<int> Twice(int number);

    [Alias("Greet")]
    Task<string> Greet(string name);
}

public sealed class ContextGrain : Grain, IContextGrain, IIncomingGrainCallFilter
{
    public Task<string?> Get(string key) => Task.FromResult(RequestContext.Get(key) as string);

    public Task<string?> GetThrough(string other, string key) => GrainFactory.GetGrain<IContextGrain>(other).Get(key);

    public async Task Set(string key, string value)
    {
        RequestContext.Set(key, value);
        if (key == "refused") Notes.Add("context set", value);
        await Task.Yield();
    }

    public Task<string?> SetWithoutAwait(string key, string value)
    {
        var before = RequestContext.Get(key) as string;
        RequestContext.Set(key, value);
        return Task.FromResult(before);
    }

    public Task<int> Twice(int number) => Task.FromResult(number * 2);

    public Task<string> Greet(string name) => Task.FromResult($"Hello {name}");

    public async Task Invoke(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.MethodName == nameof(Greet)) context.Result = $"{context.Result}!";
    }
}

public sealed class RequestContextTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    private IContextGrain Grain(string key) => shared.Grains.GetGrain<IContextGrain>(key);

    [Fact]
    public async Task Value_SetByCaller_IsSeenByTheGrainAndThoseItCalls()
    {
        RequestContext.Set("who", "desk 3");

        (await Grain("a").Get("who")).ShouldBe("desk 3");
        (await Grain("a").GetThrough("b", "who")).ShouldBe("desk 3");
    }

    [Fact]
    public async Task Value_SetByGrain_DoesNotComeBack()
    {
        RequestContext.Set("what", "before");

        await Grain("set").Set("what", "after");

        RequestContext.Get("what").ShouldBe("before");
    }

    [Fact]
    public async Task Value_SetByOneCall_IsNotSeenByTheNext()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Grain("leak").SetWithoutAwait("leak", $"{i}")));

        (await Grain("leak").Get("leak")).ShouldBeNull();
    }

    [Fact]
    public async Task Value_Removed_IsSeenNoMore()
    {
        RequestContext.Set("gone", "x");
        RequestContext.Remove("gone").ShouldBeTrue();

        (await Grain("a").Get("gone")).ShouldBeNull();
    }
}

public sealed class FilterTests : IAsyncLifetime
{
    private GrainCluster _cluster = null!;

    public async ValueTask InitializeAsync() => _cluster = await GrainCluster.Start(options: new()
    {
        Silo = silo =>
        {
            silo.AddIncomingGrainCallFilter(Refuse);
            silo.AddIncomingGrainCallFilter(Triple);
        },
    });

    public ValueTask DisposeAsync() => _cluster.DisposeAsync();

    /// <summary>Knows the arguments, the caller's context, the grain and its method; and may answer by itself.</summary>
    private static async Task Refuse(IIncomingGrainCallContext context)
    {
        if (context.MethodName == nameof(IContextGrain.Set) && context.Request.GetArgument(0) is "refused")
        {
            context.Result = null;
            return;
        }

        if (context.MethodName == nameof(IContextGrain.Set) && context.Request.GetArgument(0) is "forgotten") return;
        if (context.Grain is ContextGrain && context.MethodName == nameof(IContextGrain.Twice))
        {
            context.ImplementationMethod.DeclaringType.ShouldBe(typeof(ContextGrain));
            context.InterfaceMethod.DeclaringType.ShouldBe(typeof(IContextGrain));
            context.TargetContext.GrainId.ShouldBe(context.TargetId);
            if (context.Request.GetArgument(0) is 13) throw new UnauthorizedAccessException(RequestContext.Get("who") as string);
            if (context.Request.GetArgument(0) is 0)
            {
                context.Result = -1;
                return;
            }
        }

        await context.Invoke();
    }

    private static async Task Triple(IIncomingGrainCallContext context)
    {
        await context.Invoke();
        if (context.Grain is ContextGrain && context.Result is int number) context.Result = number * 3;
    }

    [Fact]
    public async Task Filters_AroundCall_RunInOrderAndMayChangeTheAnswer() =>
        (await _cluster.Grains.GetGrain<IContextGrain>("a").Twice(5)).ShouldBe(30);

    [Fact]
    public async Task Filter_ThatDoesNotInvoke_AnswersItself() =>
        (await _cluster.Grains.GetGrain<IContextGrain>("a").Twice(0)).ShouldBe(-1);

    [Fact]
    public async Task Filter_ThatAnswersNothing_EndsTheCall()
    {
        await _cluster.Grains.GetGrain<IContextGrain>("a").Set("refused", "x");

        Notes.Of("context set").ShouldBeEmpty();
    }

    [Fact]
    public async Task Filter_ThatForgetsToAnswer_FailsTheCall() =>
        await Should.ThrowAsync<InvalidOperationException>(_cluster.Grains.GetGrain<IContextGrain>("a").Set("forgotten", "x"));

    [Fact]
    public async Task Filter_ThatThrows_FailsTheCallTyped()
    {
        RequestContext.Set("who", "nobody");

        var thrown = await Should.ThrowAsync<UnauthorizedAccessException>(_cluster.Grains.GetGrain<IContextGrain>("a").Twice(13));

        thrown.Message.ShouldBe("nobody");
    }

    [Fact]
    public async Task Grain_ThatIsAFilter_FiltersItsOwnCalls() =>
        (await _cluster.Grains.GetGrain<IContextGrain>("a").Greet("you")).ShouldBe("Hello you!");
}
