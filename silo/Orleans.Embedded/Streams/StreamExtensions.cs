using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Streams;

namespace Orleans
{
    /// <summary>Streams for grains.</summary>
    public static class GrainStreamingExtensions
    {
        /// <summary>The stream provider of that name.</summary>
        /// <exception cref="KeyNotFoundException">There is none.</exception>
        public static IStreamProvider GetStreamProvider(this IGrainBase grain, string name) =>
            StreamProviders.Find(grain.GrainContext.ActivationServices, name);
    }

    /// <summary>Streams for code outside of grains.</summary>
    public static class ClientStreamingExtensions
    {
        /// <inheritdoc cref="GrainStreamingExtensions.GetStreamProvider"/>
        public static IStreamProvider GetStreamProvider(this IClusterClient client, string name) =>
            StreamProviders.Find(client.ServiceProvider, name);
    }

    /// <summary>
    /// Subscribes every grain of this class to the streams of a namespace: the stream's key is the grain's. An event wakes the grain,
    /// which attaches an observer in OnActivateAsync by subscribing to the stream.
    /// </summary>
    [AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
    public sealed class ImplicitStreamSubscriptionAttribute(string streamNamespace) : Attribute
    {
        internal string Namespace { get; } = streamNamespace.Trim();
    }
}

namespace Orleans.Streams
{
    internal static class StreamProviders
    {
        public static IStreamProvider Find(IServiceProvider services, string name)
        {
            ArgumentException.ThrowIfNullOrWhiteSpace(name);
            return services.GetKeyedService<IStreamProvider>(name)
                ?? throw new KeyNotFoundException($"There is no stream provider '{name}'");
        }
    }

    /// <summary>Streams by the parts of their names.</summary>
    public static class StreamProviderExtensions
    {
        /// <summary>Names a stream.</summary>
        public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, string id) =>
            streamProvider.GetStream<T>(StreamId.Create(ns, id));

        /// <summary>Names a stream.</summary>
        public static IAsyncStream<T> GetStream<T>(this IStreamProvider streamProvider, string ns, Guid id) =>
            streamProvider.GetStream<T>(StreamId.Create(ns, id));
    }

    /// <summary>Subscribing by delegates.</summary>
    public static class AsyncObservableExtensions
    {
        /// <summary>Subscribes.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs,
            Func<T, StreamSequenceToken?, Task> onNextAsync) => obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, null, null));

        /// <summary>Subscribes.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs,
            Func<T, StreamSequenceToken?, Task> onNextAsync,
            Func<Exception, Task> onErrorAsync) => obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, null));

        /// <summary>Subscribes.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs,
            Func<T, StreamSequenceToken?, Task> onNextAsync,
            Func<Task> onCompletedAsync) => obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, null, onCompletedAsync));

        /// <summary>Subscribes.</summary>
        public static Task<StreamSubscriptionHandle<T>> SubscribeAsync<T>(
            this IAsyncObservable<T> obs,
            Func<T, StreamSequenceToken?, Task> onNextAsync,
            Func<Exception, Task> onErrorAsync,
            Func<Task> onCompletedAsync) => obs.SubscribeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync));
    }

    /// <summary>Resuming by delegates.</summary>
    public static class StreamSubscriptionHandleExtensions
    {
        /// <summary>Attaches an observer.</summary>
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle,
            Func<T, StreamSequenceToken?, Task> onNextAsync,
            StreamSequenceToken? token = null) => handle.ResumeAsync(new DelegateObserver<T>(onNextAsync, null, null), token);

        /// <summary>Attaches an observer.</summary>
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle,
            Func<T, StreamSequenceToken?, Task> onNextAsync,
            Func<Exception, Task> onErrorAsync,
            StreamSequenceToken? token = null) => handle.ResumeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, null), token);

        /// <summary>Attaches an observer.</summary>
        public static Task<StreamSubscriptionHandle<T>> ResumeAsync<T>(
            this StreamSubscriptionHandle<T> handle,
            Func<T, StreamSequenceToken?, Task> onNextAsync,
            Func<Exception, Task> onErrorAsync,
            Func<Task> onCompletedAsync,
            StreamSequenceToken? token = null) =>
            handle.ResumeAsync(new DelegateObserver<T>(onNextAsync, onErrorAsync, onCompletedAsync), token);
    }

    internal sealed class DelegateObserver<T>(
        Func<T, StreamSequenceToken?, Task> onNext,
        Func<Exception, Task>? onError,
        Func<Task>? onCompleted) : IAsyncObserver<T>
    {
        public Task OnNextAsync(T item, StreamSequenceToken? token = null) => onNext(item, token);

        public Task OnErrorAsync(Exception ex) => onError?.Invoke(ex) ?? Task.CompletedTask;

        public Task OnCompletedAsync() => onCompleted?.Invoke() ?? Task.CompletedTask;
    }
}
