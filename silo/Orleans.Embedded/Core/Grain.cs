using Orleans.Runtime;

namespace Orleans;

/// <summary>
/// The base of grain classes. Everything a grain does runs as turns of its own scheduler, one at a time; so a grain needs no locks,
/// and must not leave that scheduler by <c>ConfigureAwait(false)</c>.
/// </summary>
public abstract class Grain : IGrainBase, IAddressable
{
    private readonly Activation? _activation;

    protected Grain() => _activation = Activation.Current;

    /// <summary>The activation that runs this object.</summary>
    public IGrainContext GrainContext => Activation;

    /// <summary>A reference to this grain.</summary>
    public GrainReference GrainReference => Activation.GrainReference;

    /// <summary>The grain's full name.</summary>
    public string IdentityString => Activation.GrainId.ToString();

    /// <summary>Makes references to other grains.</summary>
    protected IGrainFactory GrainFactory => Activation.Runtime.Factory;

    /// <summary>The services of this activation's own scope.</summary>
    protected internal IServiceProvider ServiceProvider => Activation.ActivationServices;

    internal Activation Activation =>
        _activation ?? throw new InvalidOperationException($"{GetType().Name} was made outside of the actor runtime.");

    /// <inheritdoc cref="IGrainBase.OnActivateAsync"/>
    public virtual Task OnActivateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc cref="IGrainBase.OnDeactivateAsync"/>
    public virtual Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Ends this activation once the calls it has begun are done.</summary>
    protected void DeactivateOnIdle() => GrainBaseExtensions.DeactivateOnIdle(this);

    /// <summary>Keeps the idle collector away for that long; a negative time lets it come again at once.</summary>
    protected void DelayDeactivation(TimeSpan timeSpan) => Activation.DelayDeactivation(timeSpan);
}
