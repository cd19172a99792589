using Orleans.Streams;

namespace Emergency.Web.Tests;

/// <summary>A subscription that is never ended.</summary>
internal sealed class FakeHandle<T> : StreamSubscriptionHandle<T>
{
    public override StreamId StreamId => StreamId.Create("fake", "fake");

    public override string ProviderName => "fake";

    public override Guid HandleId => Guid.Empty;

    public override Task UnsubscribeAsync() => Task.CompletedTask;

    public override Task<StreamSubscriptionHandle<T>> ResumeAsync(IAsyncObserver<T> observer, StreamSequenceToken? token = null) =>
        throw new NotSupportedException();

    public override bool Equals(StreamSubscriptionHandle<T>? other) => ReferenceEquals(this, other);
}
