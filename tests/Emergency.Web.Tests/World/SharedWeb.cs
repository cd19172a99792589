namespace Emergency.Web.Tests;

/// <summary>One web for those tests of a class that leave it as it is.</summary>
public sealed class SharedWeb : IAsyncLifetime
{
    private TestWeb? _web;

    internal TestWeb Web => _web ?? throw new InvalidOperationException("not started");

    public async ValueTask InitializeAsync() => _web = await TestWeb.Start();

    public ValueTask DisposeAsync() => Web.DisposeAsync();
}
