using Emergency.Contracts;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace Emergency.Grains.Live;

/// <summary>Tells the live streams what changed. The journal has it already, so a stream that fails costs freshness, never truth:
/// the failure is logged and whoever listens heals by reading again.</summary>
internal sealed partial class LivePublisher(IStreamProvider provider, ILogger logger)
{
    public async Task Publish<T>(string streamNamespace, T item)
    {
        try
        {
            await provider.GetStream<T>(StreamId.Create(streamNamespace, CountyKey.Value)).OnNextAsync(item);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            LogPublishFailed(failure, streamNamespace);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A change could not be published on {Namespace}; listeners will read it again")]
    private partial void LogPublishFailed(Exception failure, string @namespace);
}
