using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Streams;

namespace Emergency.Web.Tests;

/// <summary>
/// A grain client without a runtime: each interface leads to an object of the test. It is made by proxy, so that it has every
/// member of whichever lane the tests were built for.
/// </summary>
public class FakeGrains : DispatchProxy
{
    private Func<Type, string, object> _find = (_, _) => throw new InvalidOperationException();
    private IServiceProvider _services = new ServiceCollection().BuildServiceProvider();

    /// <param name="find">Grain interface and key → the object that has its methods, or those that the test needs.</param>
    /// <param name="streams">Where the streams lead.</param>
    /// <param name="provider">The stream provider's name.</param>
    public static IClusterClient Create(Func<Type, string, object> find, IStreamProvider streams, string provider)
    {
        var client = Create<IClusterClient, FakeGrains>();
        var fake = (FakeGrains)(object)client;
        fake._find = find;
        fake._services = new ServiceCollection().AddKeyedSingleton(provider, streams).BuildServiceProvider();
        return client;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => targetMethod switch
    {
        { Name: "get_ServiceProvider" } => _services,
        { Name: "GetGrain", IsGenericMethod: true } when args is [string key, ..] => Grain(targetMethod.GetGenericArguments()[0], key),
        _ => throw new NotSupportedException(targetMethod?.Name),
    };

    private object Grain(Type type, string key)
    {
        var grain = DispatchProxy.Create(type, typeof(FakeGrain));
        ((FakeGrain)grain).Target = _find(type, key);
        return grain;
    }
}

/// <summary>A grain whose methods are those of another object by the same name; what that object lacks is not supported.</summary>
public class FakeGrain : DispatchProxy
{
    internal object? Target { get; set; }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var method = Target!.GetType().GetMethod(targetMethod!.Name) ?? throw new NotSupportedException(targetMethod.Name);
        return method.Invoke(Target, BindingFlags.DoNotWrapExceptions, null, args, null);
    }
}

/// <summary>Streams that deliver at once, on the publisher's thread.</summary>
internal sealed class FakeStreams : IStreamProvider
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<object>> _observers = [];

    public string Name => "fake";

    public bool IsRewindable => false;

    /// <summary>How many listen to a stream.</summary>
    public int ListenersOf(string name)
    {
        lock (_lock)
            return _observers.TryGetValue(name, out var found) ? found.Count : 0;
    }

    public IAsyncStream<T> GetStream<T>(StreamId streamId)
    {
        var stream = DispatchProxy.Create<IAsyncStream<T>, FakeStream<T>>();
        ((FakeStream<T>)(object)stream).Attach(this, streamId.GetNamespace()!);
        return stream;
    }

    public async Task Publish<T>(string name, T item)
    {
        foreach (var observer in Observers<T>(name))
            await observer.OnNextAsync(item);
    }

    public async Task Fail<T>(string name)
    {
        foreach (var observer in Observers<T>(name))
            await observer.OnErrorAsync(new TimeoutException("lost"));
    }

    internal void Add(string name, object observer)
    {
        lock (_lock)
        {
            if (!_observers.TryGetValue(name, out var found))
                _observers.Add(name, found = []);
            found.Add(observer);
        }
    }

    private IAsyncObserver<T>[] Observers<T>(string name)
    {
        lock (_lock)
            return _observers.TryGetValue(name, out var found) ? [.. found.Cast<IAsyncObserver<T>>()] : [];
    }
}

/// <summary>One stream; it can be subscribed to, and tells the subscribers what it is given.</summary>
public class FakeStream<T> : DispatchProxy
{
    private FakeStreams? _streams;
    private string _name = "";

    internal void Attach(FakeStreams streams, string name) => (_streams, _name) = (streams, name);

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod?.Name == "OnNextAsync" && args is [T item, ..])
            return _streams!.Publish(_name, item);
        if (targetMethod?.Name != "SubscribeAsync" || args is not [IAsyncObserver<T> observer, ..])
            throw new NotSupportedException(targetMethod?.Name);
        _streams!.Add(_name, observer);
        return Task.FromResult<StreamSubscriptionHandle<T>>(new FakeHandle<T>());
    }
}
