namespace Orleans.Runtime
{
    /// <summary>Anything that a call can be sent to.</summary>
    public interface IAddressable;
}

namespace Orleans
{
    /// <summary>The root of grain interfaces.</summary>
    public interface IGrain : Runtime.IAddressable;

    /// <summary>A grain that is named by a string.</summary>
    public interface IGrainWithStringKey : IGrain;

    /// <summary>A grain that is named by a GUID.</summary>
    public interface IGrainWithGuidKey : IGrain;

    /// <summary>A grain that is named by a number.</summary>
    public interface IGrainWithIntegerKey : IGrain;

    /// <summary>
    /// The root of interfaces by which grains call back an object outside of any grain. The runtime holds the object weakly:
    /// whoever made a reference to it keeps it alive.
    /// </summary>
    public interface IGrainObserver : Runtime.IAddressable;

    /// <summary>What the runtime tells a grain class, whether or not it derives from <see cref="Grain"/>.</summary>
    public interface IGrainBase
    {
        /// <summary>The activation that runs this object.</summary>
        Runtime.IGrainContext GrainContext { get; }

        /// <summary>Called once before the first call. A failure fails the calls that wait, and the next call tries anew.</summary>
        Task OnActivateAsync(CancellationToken token) => Task.CompletedTask;

        /// <summary>Called once after the last call. Not called when the process dies.</summary>
        Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => Task.CompletedTask;
    }
}
