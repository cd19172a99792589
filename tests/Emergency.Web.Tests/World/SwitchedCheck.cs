namespace Emergency.Web.Tests;

/// <summary>A readiness check that a test switches.</summary>
internal sealed class SwitchedCheck(string word) : IReadinessCheck
{
    public bool Works { get; set; } = true;

    public string Degraded => word;

    public ValueTask<bool> IsReady(CancellationToken cancellation) => ValueTask.FromResult(Works);
}
